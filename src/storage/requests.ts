import { AppError } from '../domain/error';
import type { RunEvent } from '../domain/event';
import type { Id } from '../domain/id';
import type { Answer, RequestBody, RequestRow } from '../domain/request';
import type { PayloadHash } from '../domain/row';
import { present } from '../lib/entries';
import { commit } from './commit';
import type { Workspace } from './open';
import { addPayloads, payloadValue, preparePayload } from './payloads';
import { journalTables, record, withIds } from './runs';

/** A request about to be opened. */
export type NewRequest = Omit<Extract<RunEvent, { kind: 'request-opened' }>, 'kind' | 'shown'> & { body: RequestBody };

/** Asks the user: each request with what its card shows, in one transaction. Throws `stale-epoch`. */
export async function openRequests(
  ws: Workspace,
  epoch: number,
  run: Id<'run'>,
  requests: readonly NewRequest[],
  { before = [], after = [] }: { before?: readonly RunEvent[]; after?: readonly RunEvent[] } = {},
): Promise<void> {
  const payloads = await Promise.all(requests.map(({ body }) => preparePayload(ws, body)));
  const opened = requests.map((request, index): RunEvent => {
    const { request: id, asks, act, call, tool, fingerprint } = request;
    return {
      kind: 'request-opened',
      request: id,
      asks,
      shown: payloads[index]?.id ?? '',
      ...(act === undefined ? {} : { act }),
      ...(call === undefined ? {} : { call }),
      ...(tool === undefined ? {} : { tool }),
      ...(fingerprint === undefined ? {} : { fingerprint }),
    };
  });
  const events = withIds(ws, [...before, ...opened, ...after]);
  await commit(ws, [...journalTables, 'payload'], async () => {
    await addPayloads(ws, payloads);
    await record(ws, epoch, run, events);
  });
}

/** What a payload holds; `undefined` where there is none or it was forgotten. */
export async function readPayload(ws: Workspace, hash: PayloadHash): Promise<unknown> {
  return payloadValue(await ws.db.payload.get(hash));
}

/** One answer of the user, with what they wrote. */
export interface GivenAnswer {
  request: Id<'request'>;
  answer: Answer;
  said?: string;
  input?: unknown;
  /** Of the edited input. */
  fingerprint?: string;
}

/** Writes what the user answered to requests of one run. Returns those that were not open any more: they stay as they are. */
export async function answerRequests(
  ws: Workspace,
  run: Id<'run'>,
  answers: readonly GivenAnswer[],
): Promise<Id<'request'>[]> {
  const prepared = await Promise.all(
    answers.map(async ({ said, input, ...answer }) => ({
      answer,
      said: said === undefined ? undefined : await preparePayload(ws, said),
      input: input === undefined ? undefined : await preparePayload(ws, input),
    })),
  );
  const events = withIds(
    ws,
    prepared.map(({ answer, said, input }): RunEvent => ({
      kind: 'request-answered',
      ...answer,
      ...(said ? { said: said.id } : {}),
      ...(input ? { input: input.id } : {}),
    })),
  );
  const ids = answers.map(({ request }) => request);
  return commit(ws, [...journalTables, 'payload'], async () => {
    await addPayloads(ws, present(prepared.flatMap(({ said, input }) => [said, input])));
    const before = await ws.db.request.bulkGet(ids);
    const { again } = await record(ws, 0, run, events);
    return again ? [] : ids.filter((_, index) => before[index]?.status !== 'open');
  });
}

/** What a request's card shows; nothing of it where that was forgotten. */
export async function requestBody(ws: Workspace, { shown }: Pick<RequestRow, 'shown'>): Promise<RequestBody> {
  return (await payloadValue<RequestBody>(await ws.db.payload.get(shown))) ?? {};
}

/** A request's row. Throws `not-found`. */
export async function requestRow(ws: Workspace, id: Id<'request'>): Promise<RequestRow> {
  const row = await ws.db.request.get(id);
  if (!row) throw new AppError('not-found', { parameters: { what: 'request' } });
  return row;
}

/** That the user was against what a request asked leave for, with the reason they gave; nothing where they were not. */
export async function rejectionOf(
  ws: Workspace,
  id: Id<'request'> | undefined,
): Promise<{ reason?: string } | undefined> {
  const row = id === undefined ? undefined : await ws.db.request.get(id);
  if (row?.asks !== 'approval' || row.answer !== 'rejected') return undefined;
  const reason = row.said && (await payloadValue<string>(await ws.db.payload.get(row.said)));
  return reason === undefined ? {} : { reason };
}
