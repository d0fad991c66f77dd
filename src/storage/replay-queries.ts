import type { MessageBody } from '../domain/conversation';
import type { RunEvent, EventRow } from '../domain/event';
import type { Id } from '../domain/id';
import { plainText } from '../domain/part';
import type { RequestBody, RequestRow } from '../domain/request';
import type { RunRow } from '../domain/run';
import { present } from '../lib/entries';
import { errandsOf } from './errand-queries';
import { readManifest } from './manifests';
import type { Workspace } from './open';
import { payloadValue } from './payloads';
import type { Queries, ReplayStep, RunView } from './queries';
import { byAge, eventsOf } from './runs';
import { openAll, openRow } from './seal';

/** Runs of a task shown at once. */
const mostRuns = 50;

/** What screens ask about finished runs. */
export function replayQueries(ws: Workspace): Pick<Queries, 'replay' | 'runs'> {
  return {
    async runs(task) {
      const rows = await ws.db.run.where('task').equals(task).toArray();
      const newest = rows.toSorted((a, b) => byAge(b, a)).slice(0, mostRuns);
      return Promise.all((await openAll(newest)).map(row => viewOf(ws, row)));
    },
    async replay(id) {
      const row = await openRow(await ws.db.run.get(id));
      if (!row) return undefined;
      const [events, agent, task] = await Promise.all([
        eventsOf(ws, id),
        ws.db.agent.get(row.agent).then(openRow),
        ws.db.task.get(row.task).then(openRow),
      ]);
      const told = await stepsOf(ws, row, events);
      return {
        run: await viewOf(ws, row),
        title: task?.body.title ?? '',
        agentName: agent?.body.name ?? '',
        ...told,
      };
    },
  };
}

async function viewOf(ws: Workspace, row: RunRow): Promise<RunView> {
  const [acts, body] = await Promise.all([ws.db.act.where('run').equals(row.id).toArray(), bodyOf(ws, row.tip)]);
  // What a colleague did meanwhile is work of its own run.
  const own = acts.filter(act => act.kind !== 'child-run');
  const time = own.reduce((sum, act) => sum + Math.max(0, (act.ended ?? act.started) - act.started), 0);
  return { row, result: plainText(body?.parts ?? []), time };
}

async function bodyOf(ws: Workspace, message: Id<'message'>): Promise<MessageBody | undefined> {
  const row = await ws.db.message.get(message);
  return row && payloadValue<MessageBody>(await ws.db.payload.get(row.payload));
}

type Intent = Extract<RunEvent, { kind: 'act-intent' }>;

/** The journal as steps: each act with its outcome, and what else happened, in order. */
async function stepsOf(ws: Workspace, run: RunRow, events: readonly EventRow[]) {
  const intents = new Map<string, { row: EventRow; event: Intent }>();
  const steps: ReplayStep[] = [];
  let transcriptOnly = false;
  let seen: readonly string[] = [];
  for (const row of events) {
    const { event, at } = row;
    if (event.kind === 'act-intent') intents.set(`${event.act}|${event.attempt}`, { row, event });
    if ('attempt' in event && event.kind !== 'act-intent' && event.kind !== 'late-usage') {
      const begun = intents.get(`${event.act}|${event.attempt}`);
      const shown = begun?.event.manifest ? await readManifest(ws, begun.event.manifest) : undefined;
      if (begun?.event.manifest && !shown) transcriptOnly = true;
      const fresh = shown ? newIn(shown.messages, seen) : [];
      // A compaction looks at part of the window: the next call is compared with the whole of it.
      if (shown && begun?.event.does !== 'compaction') seen = shown.messages;
      const said = 'message' in event && event.message ? await bodyOf(ws, event.message) : undefined;
      steps.push({
        ...outcomeOf(run, event, begun?.event),
        at: begun?.row.at ?? at,
        duration: at - (begun?.row.at ?? at),
        saw: await payloadsOf(ws, fresh),
        ...(shown ? { window: shown.messages.length, model: shown.model } : {}),
        ...(said ? { said } : {}),
        ...(begun?.event.does === 'child-run' ? await errandOf(ws, run, event.act) : {}),
      });
      continue;
    }
    const other = await momentOf(ws, event);
    if (other) steps.push({ ...other, at, saw: [] });
  }
  return { steps, transcriptOnly };
}

/** The run of a colleague that an act began, with what that cost. */
async function errandOf(ws: Workspace, run: RunRow, act: Id<'act'>): Promise<Pick<ReplayStep, 'errand' | 'cost'>> {
  const errand = (await errandsOf(ws, [run.id])).find(({ row }) => row.parent?.act === act);
  return errand ? { errand, cost: errand.cost } : {};
}

/** What a window holds from where it differs from the one before. */
function newIn(window: readonly string[], before: readonly string[]): readonly string[] {
  const differs = window.findIndex((hash, index) => hash !== before[index]);
  return differs < 0 ? [] : window.slice(differs);
}

function outcomeOf(
  run: RunRow,
  event: Exclude<Extract<RunEvent, { attempt: number }>, { kind: 'act-intent' | 'late-usage' }>,
  intent: Intent | undefined,
): Omit<ReplayStep, 'at' | 'saw'> {
  const does = intent?.does;
  return {
    act: event.act,
    attempt: event.attempt,
    kind: does === 'tool-call' || does === 'child-run' || does === 'compaction' ? does : 'model-call',
    status: event.kind.replace('act-', ''),
    ...(does === 'tool-call' || does === 'child-run' ? {} : { model: run.body.model.model }),
    ...(intent?.tool === undefined ? {} : { tool: intent.tool }),
    ...('cost' in event && event.cost !== undefined ? { cost: event.cost } : {}),
    ...('error' in event ? { error: event.error } : {}),
    ...('message' in event && event.message ? { message: event.message } : {}),
  };
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

async function payloadsOf(ws: Workspace, hashes: readonly string[]): Promise<MessageBody[]> {
  const rows = await ws.db.payload.bulkGet([...hashes]);
  return present(await Promise.all(rows.map(row => payloadValue<MessageBody>(row))));
}
