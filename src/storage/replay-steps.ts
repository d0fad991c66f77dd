import type { MessageBody } from '../domain/conversation';
import type { EventRow, RunEvent } from '../domain/event';
import type { Id, Instant } from '../domain/id';
import type { RequestBody, RequestRow } from '../domain/request';
import type { PayloadHash } from '../domain/row';
import type { RunRow } from '../domain/run';
import { present } from '../lib/entries';
import { errandsOf } from './errand-queries';
import { manifestPart, readManifest, type Manifest } from './manifests';
import type { Workspace } from './open';
import { payloadValue } from './payloads';
import { rejectionOf } from './requests';
import type { Beginning, Replay, ReplayStep } from './run-views';

type Intent = Extract<RunEvent, { kind: 'act-intent' }>;
type Outcome = Exclude<Extract<RunEvent, { attempt: number }>, { kind: 'act-intent' | 'late-usage' }>;

/** A run's journal as steps: each act with its outcome, and what else happened, in order. */
export async function stepsOf(
  ws: Workspace,
  run: RunRow,
  events: readonly EventRow[],
): Promise<Pick<Replay, 'steps' | 'transcriptOnly' | 'began'>> {
  const intents = new Map<string, { intent: Intent; at: Instant }>();
  const windows = readWindows(ws);
  const steps: ReplayStep[] = [];
  for (const { event, at } of events) {
    if (event.kind === 'act-intent') intents.set(attemptOf(event), { intent: event, at });
    else if (isOutcome(event)) {
      const { intent, at: begun } = intents.get(attemptOf(event)) ?? { at };
      const rejection = await rejectionOf(ws, intent?.request);
      const told = {
        ...outcomeOf(run, event, intent, rejection),
        ...(await windows.next(intent)),
        ...(await saidBy(ws, event)),
      };
      const errand = intent?.does === 'child-run' ? await errandOf(ws, run, event.act) : {};
      steps.push({ saw: [], ...told, ...errand, at: begun, duration: at - begun });
    } else {
      const other = await momentOf(ws, event);
      if (other) steps.push({ ...other, at, saw: [] });
    }
  }
  const { isComplete, first } = windows.found();
  return { steps, transcriptOnly: !isComplete, ...(first && { began: await beginningOf(ws, first) }) };
}

const attemptOf = ({ act, attempt }: { act: Id<'act'>; attempt: number }) => `${act}|${attempt}`;

const isOutcome = (event: RunEvent): event is Outcome =>
  'attempt' in event && event.kind !== 'act-intent' && event.kind !== 'late-usage';

type WindowField = 'saw' | 'window' | 'model' | 'effort' | 'maxOutput';

/** Reads what calls were shown, in their order: of each window what the one before did not hold. */
function readWindows(ws: Workspace) {
  let before: { hash?: PayloadHash; messages: readonly PayloadHash[] } = { messages: [] };
  let first: Manifest | undefined;
  let isComplete = true;

  /** Mostly it names the one before, which is known. */
  async function whole(hash: PayloadHash): Promise<Manifest | undefined> {
    const part = await manifestPart(ws, hash);
    if (part?.previous === undefined) return part;
    if (part.previous !== before.hash) return readManifest(ws, hash);
    return { ...part, messages: [...before.messages, ...part.messages] };
  }

  return {
    async next(intent: Intent | undefined): Promise<Pick<ReplayStep, WindowField> | undefined> {
      if (intent?.manifest === undefined) return undefined;
      const manifest = await whole(intent.manifest);
      if (!manifest) {
        isComplete = false;
        return undefined;
      }
      const { messages, model, effort, maxOutput } = manifest;
      const saw = await payloadsOf(ws, newIn(messages, before.messages));
      // A compaction looks at part of the window: the next call is compared with the whole of it.
      if (intent.does !== 'compaction') {
        before = { hash: intent.manifest, messages };
        first ??= manifest;
      }
      return { saw, window: messages.length, model, maxOutput, ...(effort !== undefined && { effort }) };
    },
    found: () => ({ isComplete, first }),
  };
}

/** What a window holds from where it differs from the one before. */
function newIn(window: readonly PayloadHash[], before: readonly PayloadHash[]): readonly PayloadHash[] {
  const differs = window.findIndex((hash, index) => hash !== before[index]);
  return differs < 0 ? [] : window.slice(differs);
}

async function payloadsOf(ws: Workspace, hashes: readonly PayloadHash[]): Promise<MessageBody[]> {
  const rows = await ws.db.payload.bulkGet([...hashes]);
  return present(await Promise.all(rows.map(row => payloadValue<MessageBody>(row))));
}

async function beginningOf(ws: Workspace, first: Manifest): Promise<Beginning> {
  const { instructions, effort, maxOutput, tools, count, body } = first;
  const version = await ws.db.instructions.get(instructions);
  return {
    instructions,
    ...(version && { version: version.number }),
    ...(effort !== undefined && { effort }),
    maxOutput,
    tools,
    window: count,
    body,
  };
}

function outcomeOf(
  run: RunRow,
  event: Outcome,
  intent: Intent | undefined,
  rejection: { reason?: string } | undefined,
): Omit<ReplayStep, 'at' | 'saw'> {
  const does = intent?.does;
  return {
    act: event.act,
    attempt: event.attempt,
    kind: does === 'tool-call' || does === 'child-run' || does === 'compaction' ? does : 'model-call',
    status: rejection ? 'rejected' : event.kind.replace('act-', ''),
    ...(does === 'tool-call' || does === 'child-run' ? {} : { model: run.body.model.model }),
    ...(intent?.tool === undefined ? {} : { tool: intent.tool }),
    ...('cost' in event && event.cost !== undefined ? { cost: event.cost } : {}),
    ...('unknown' in event && event.unknown ? { unknown: 1 } : {}),
    ...(rejection ?? ('error' in event ? { error: event.error } : {})),
    ...('message' in event && event.message ? { message: event.message } : {}),
  };
}

async function saidBy(ws: Workspace, event: Outcome): Promise<Pick<ReplayStep, 'said'>> {
  const said = 'message' in event && event.message ? await bodyOf(ws, event.message) : undefined;
  return said ? { said } : {};
}

/** What a message says; nothing once it was dropped. */
export async function bodyOf(ws: Workspace, message: Id<'message'>): Promise<MessageBody | undefined> {
  const row = await ws.db.message.get(message);
  return row && payloadValue<MessageBody>(await ws.db.payload.get(row.payload));
}

/** The run of a colleague that an act began, with what that cost. */
async function errandOf(
  ws: Workspace,
  run: RunRow,
  act: Id<'act'>,
): Promise<Pick<ReplayStep, 'errand' | 'cost' | 'unknown'>> {
  const errand = (await errandsOf(ws, [run.id])).find(({ row }) => row.parent?.act === act);
  return errand ? { errand, cost: errand.cost, unknown: errand.unknown } : {};
}

type Answered = Extract<RunEvent, { kind: 'request-answered' }>;

/** A request with what the user said to it. */
async function requestOf(ws: Workspace, row: RequestRow, event: Answered): Promise<ReplayStep['request']> {
  const [shown, said, input] = await ws.db.payload.bulkGet([row.shown, event.said ?? '', event.input ?? '']);
  const words = await payloadValue<string>(said);
  const edited = await payloadValue<unknown>(input);
  return {
    row,
    body: (await payloadValue<RequestBody>(shown)) ?? {},
    ...(words === undefined ? {} : { said: words }),
    ...(edited === undefined ? {} : { edited }),
  };
}

/** What happened besides acts; nothing for what only the engine cares about. */
async function momentOf(ws: Workspace, event: RunEvent): Promise<Omit<ReplayStep, 'at' | 'saw'> | undefined> {
  switch (event.kind) {
    case 'run-waiting':
      return { kind: 'waiting', status: event.for };
    case 'steering-read': {
      const [message] = event.messages;
      const said = message ? await bodyOf(ws, message) : undefined;
      return { kind: 'steering', status: 'read', ...(said ? { said } : {}) };
    }
    case 'request-answered': {
      const row = await ws.db.request.get(event.request);
      return { kind: 'request', status: event.answer, ...(row ? { request: await requestOf(ws, row, event) } : {}) };
    }
    case 'model-switched':
      return { kind: 'switch', status: event.because, model: event.to.model };
    case 'run-succeeded':
    case 'run-cancelled':
      return { kind: 'end', status: event.kind.replace('run-', '') };
    case 'run-failed':
      return { kind: 'end', status: 'failed', error: event.error };
    case 'run-queued':
    case 'run-leased':
    case 'run-woken':
    case 'run-undecided':
    case 'cancel-requested':
    case 'pause-requested':
    case 'resume-requested':
    case 'steering-sent':
    case 'child-ended':
    case 'request-opened':
    case 'request-voided':
    case 'act-intent':
    case 'act-succeeded':
    case 'act-failed':
    case 'act-cancelled':
    case 'act-unknown':
    case 'late-usage':
      return undefined;
  }
}
