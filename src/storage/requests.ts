import type { RunEvent } from '../domain/event';
import type { Id } from '../domain/id';
import type { RequestBody } from '../domain/request';
import { commit } from './commit';
import type { Workspace } from './open';
import { addPayloads, preparePayload } from './payloads';
import { journalTables, record, withIds } from './runs';

/** A request about to be opened. */
export type NewRequest = Omit<Extract<RunEvent, { kind: 'request-opened' }>, 'kind' | 'shown'> & { body: RequestBody };

/** Asks the user: each request with what its card shows, in one transaction. Throws `stale-epoch`. */
export async function openRequests(
  ws: Workspace,
  epoch: number,
  run: Id<'run'>,
  requests: readonly NewRequest[],
  also: readonly RunEvent[] = [],
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
  const events = withIds(ws, [...also, ...opened]);
  await commit(ws, [...journalTables, 'payload'], async () => {
    await addPayloads(ws, payloads);
    await record(ws, epoch, run, events);
  });
}
