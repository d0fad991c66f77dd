import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import { labelsOf } from '../domain/label';
import type { SentFiles } from '../domain/model-request';
import { filesOf, type FilePart } from '../domain/part';
import { windowOf } from '../domain/window';
import { withWritten } from '../storage/known-run';
import { readWindow, type MessageReading } from '../storage/messages';
import type { Workspace } from '../storage/open';
import { bodies, boundOf } from './bound';
import { priceIn } from './price-of';
import { buildRequest, windowParts } from './prompt';
import type { LeasedRun } from './leased-run';
import type { Reader } from './sent-files';
import type { Call } from './call';
import { endpointOf } from './step';

/** The messages a run's next model call is shown. */
export async function windowFor(run: LeasedRun): Promise<MessageReading[]> {
  return windowOf(await branchOf(run));
}

/** The whole branch a run works on, oldest first. */
export async function branchOf({ engine, lead, row, known }: LeasedRun): Promise<MessageReading[]> {
  const before = withWritten(engine.workspace, lead.epoch, row.id, known.branch ?? []);
  known.branch = await readWindow(engine.workspace, row.tip, before);
  return known.branch;
}

/** Everything a model call needs, decided and priced; nothing is spent. Throws `not-found`. */
export async function prepareCall(
  { engine, lead, row, setup, known }: LeasedRun,
  window: readonly MessageReading[],
  act: Id<'act'>,
  attempt: number,
): Promise<Call> {
  const choice = row.body.model;
  const [{ colleagues: _, ...worker }, model] = await Promise.all([setup.worker(), setup.model(choice)]);
  if (!model) throw new AppError('not-found', { parameters: { what: 'connection' } });
  const { connection, key, info } = model;
  const provider = await engine.providerFor(connection.wire);
  const price = row.simulated ? undefined : await priceIn(engine, model, choice.model);
  const reader = { provider: connection.provider, model: choice.model, ...(info ? { info } : {}) };
  const shown = window.flatMap(({ body }) => filesOf(body.parts));
  const files = await filesFor(engine.workspace, reader, shown);
  const parts = windowParts({ worker, choice, provider, cacheKey: row.conversation, info, price, files });
  const request = buildRequest({ ...parts, messages: window });
  const endpoint = endpointOf(connection);
  const body = provider.body(endpoint, request);
  const made = { request, body, ...(info ? { info } : {}), ...(price ? { price } : {}) };
  const bound = await boundOf(engine.workspace, { provider: connection.provider, ...made }, window, {
    choice,
    bodyOf: bodies(provider, endpoint, parts),
    known: known.call,
  });
  return {
    run: row,
    act,
    attempt,
    epoch: lead.epoch,
    connection,
    provider,
    ...made,
    ...bound,
    purpose: 'answer',
    instructions: row.instructions ?? worker.agent.instructions,
    labels: labelsOf(window.map(({ row }) => row)),
    ...(key === undefined ? {} : { key }),
  };
}

/** What of these files goes along with a request; the code for it is fetched with the first. */
export async function filesFor(
  workspace: Workspace,
  reader: Reader,
  files: readonly FilePart[],
): Promise<SentFiles | undefined> {
  return files.length === 0 ? undefined : (await import('./sent-files')).sentFiles(workspace, reader, files);
}
