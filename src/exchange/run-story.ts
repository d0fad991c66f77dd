import type { MessageBody } from '../domain/conversation';
import type { CostEntryRow } from '../domain/cost-entry';
import { AppError } from '../domain/error';
import type { EventRow, RunEvent } from '../domain/event';
import type { Id, Instant } from '../domain/id';
import type { ProviderName } from '../domain/connection';
import type { RunRow } from '../domain/run';
import { costId, lastCorrection } from '../storage/costs';
import { manifestPart } from '../storage/manifests';
import { readBodies } from '../storage/messages';
import type { Workspace } from '../storage/open';
import { payloadValue } from '../storage/payloads';
import { rejectionOf } from '../storage/requests';
import { eventsOf } from '../storage/runs';
import { openRow } from '../storage/seal';
import type { Work } from './work';

/** A run as its journal tells it, for whoever writes it down in some format. */
export interface RunStory {
  row: RunRow;
  agent: { name: string; role: string };
  task: { title: string; brief?: string };
  provider?: ProviderName;
  /** What the user asked. */
  asked?: MessageBody;
  /** When its last event was written. */
  until: Instant;
  /** In order of the journal; read one by one. Throws the reason of the work's abort. */
  moments: AsyncIterable<Moment>;
}

/** One thing that happened: an attempt at an act, told when it ended, or an event besides. */
type Moment = { kind: 'attempt'; attempt: Attempt } | { kind: 'event'; at: Instant; event: RunEvent };

export interface Attempt {
  intent: Intent;
  began: Instant;
  /** Absent where no outcome was written: it is under way, or was cut off. */
  outcome?: Outcome;
  ended: Instant;
  /** The ledger's line for it, corrected where a surer figure came later. */
  cost?: CostEntryRow;
  /** The answer, or the tool's result. */
  said?: MessageBody;
  /** Of a tool call: its input as the user edited it. */
  edited?: unknown;
  /** It was not carried out: the user was against it. */
  rejected?: true;
  /** Of a model call: messages in its whole window. */
  window?: number;
}

type Intent = Extract<RunEvent, { kind: 'act-intent' }>;
type Outcome = Extract<RunEvent, { kind: 'act-succeeded' | 'act-failed' | 'act-cancelled' | 'act-unknown' }>;

/** Opens a run for reading. Throws `not-found`. */
export async function runStory(ws: Workspace, id: Id<'run'>, work: Work): Promise<RunStory> {
  const row = await openRow(await ws.db.run.get(id));
  if (!row) throw new AppError('not-found', { parameters: { what: 'run' } });
  const [events, agent, task, connection, asked] = await Promise.all([
    eventsOf(ws, id),
    ws.db.agent.get(row.agent).then(openRow),
    ws.db.task.get(row.task).then(openRow),
    ws.db.connection.get(row.body.model.connection),
    messageBody(ws, row.message),
  ]);
  const provider = row.simulated ? 'simulated' : connection?.provider;
  const brief = task?.body.brief;
  return {
    row,
    agent: { name: agent?.body.name ?? '', role: agent?.body.role ?? '' },
    task: { title: task?.body.title ?? '', ...(brief === undefined ? {} : { brief }) },
    ...(provider === undefined ? {} : { provider }),
    ...(asked ? { asked } : {}),
    until: events.at(-1)?.at ?? row.at,
    moments: momentsOf(ws, events, work),
  };
}

async function* momentsOf(ws: Workspace, events: readonly EventRow[], work: Work): AsyncGenerator<Moment> {
  const open = new Map<string, { began: Instant; intent: Intent }>();
  let number = 0;
  for (const { event, at } of events) {
    work.abort.throwIfAborted();
    work.progress(number++ / events.length);
    if (event.kind === 'act-intent') {
      open.set(keyOf(event), { began: at, intent: event });
      continue;
    }
    const begun = isOutcome(event) ? open.get(keyOf(event)) : undefined;
    if (begun && isOutcome(event)) {
      open.delete(keyOf(event));
      yield { kind: 'attempt', attempt: await attemptOf(ws, begun, { outcome: event, at }) };
    } else yield { kind: 'event', at, event };
  }
  for (const begun of open.values()) yield { kind: 'attempt', attempt: await attemptOf(ws, begun) };
  work.progress(1);
}

/** By its kind: an event of a newer version may happen to carry the fields of an outcome. */
function isOutcome(event: RunEvent): event is Outcome {
  return (
    event.kind === 'act-succeeded' ||
    event.kind === 'act-failed' ||
    event.kind === 'act-cancelled' ||
    event.kind === 'act-unknown'
  );
}

const keyOf = ({ act, attempt }: { act: Id<'act'>; attempt: number }) => `${act}|${attempt}`;

async function attemptOf(
  ws: Workspace,
  { began, intent }: { began: Instant; intent: Intent },
  ending?: { outcome: Outcome; at: Instant },
): Promise<Attempt> {
  const outcome = ending?.outcome;
  const message = outcome && 'message' in outcome ? outcome.message : undefined;
  const [cost, said, window, edited, rejection] = await Promise.all([
    costEntry(ws, intent),
    message === undefined ? undefined : messageBody(ws, message),
    intent.manifest === undefined ? undefined : manifestPart(ws, intent.manifest),
    editedInput(ws, intent),
    rejectionOf(ws, intent.request),
  ]);
  return {
    intent,
    began,
    ended: Math.max(began, ending?.at ?? began),
    ...(outcome ? { outcome } : {}),
    ...(cost ? { cost } : {}),
    ...(said ? { said } : {}),
    ...(edited === undefined ? {} : { edited }),
    ...(rejection ? { rejected: true } : {}),
    ...(window ? { window: window.count } : {}),
  };
}

async function editedInput(ws: Workspace, { request }: Intent): Promise<unknown> {
  const row = request === undefined ? undefined : await ws.db.request.get(request);
  return row?.input === undefined ? undefined : payloadValue(await ws.db.payload.get(row.input));
}

async function costEntry(ws: Workspace, { act, attempt }: Intent): Promise<CostEntryRow | undefined> {
  const id = costId(act, attempt);
  return (await lastCorrection(ws, id)) ?? ws.db.cost.get(id);
}

/** What a message says; nothing where it was forgotten. */
export async function messageBody(ws: Workspace, id: Id<'message'>): Promise<MessageBody | undefined> {
  const row = await ws.db.message.get(id);
  const [reading] = row ? await readBodies(ws, [row]) : [];
  return reading?.body;
}
