import { AppError, errorValue, type ErrorCode, type ErrorValue } from '../domain/error';
import type { Examined, Finding } from '../domain/finding';
import type { ProviderCall, SendRequest } from '../domain/ports';
import { authOf } from '../domain/provider-defaults';
import { saveModels } from '../storage/connections';
import type { Engine } from './engine';
import { freeCall, type Connected } from './free-call';
import { endpointOf } from './step';

/** What a page sees when it may not read an answer. */
const unread: ReadonlySet<ErrorCode> = new Set(['opaque-failure', 'likely-wrong-key']);
/** What is wrong with the key or its account, told in words that could be read. */
const ofKey: ReadonlySet<ErrorCode> = new Set(['wrong-key', 'admin-key', 'no-credit', 'no-key']);

/** A request as the wire made it. */
type Asked = Parameters<ProviderCall['send']>[0];

/**
 * Which parts of a connection work, as far as that can be found out for free: is it reached, may this page read its
 * answers, does it take the key, does it list models. Where an answer cannot be read, less and less is asked for until
 * one can: what was left out is what the server does not allow. Keeps the models it finds. Rejects where nothing can be
 * sent at all (`vault-locked`, `halted`, `offline`, `cap-reached` …).
 */
export async function examine(engine: Engine, found: Connected, abort: AbortSignal): Promise<Finding[]> {
  const provider = await engine.providerFor(found.connection.wire);
  const endpoint = endpointOf(found.connection);
  const call = freeCall(engine, found, 'check', abort);
  let asked: Asked | undefined;
  const noting = (request: Asked) => {
    asked = request;
    return call.send(request);
  };
  try {
    await provider.check(endpoint, { ...call, send: noting });
  } catch (error) {
    const value = errorValue(error);
    if (!unread.has(value.code) || !asked) return whyRefused(value);
    return whyUnread(engine, found, asked, value, abort).catch((failure: unknown) => whyRefused(errorValue(failure)));
  }
  const works = [worked('reach'), worked('cors'), worked('key')];
  try {
    const list = await provider.listModels(endpoint, freeCall(engine, found, 'models', abort));
    await saveModels(engine.workspace, found.connection.id, list);
    const models: Finding = { of: 'models', is: list.length > 0 ? 'works' : 'unclear', count: list.length };
    return [...works, list.length > 0 ? models : { ...models, cause: 'no-models' }];
  } catch (error) {
    return [...works, { of: 'models', is: 'fails', error: errorValue(error) }];
  }
}

/** The server said in words what it refuses: then it is reached, and may be read. */
function whyRefused(value: ErrorValue): Finding[] {
  if (value.code === 'redirect-refused') {
    return [{ of: 'reach', is: 'fails', error: value }, untried('cors'), untried('key'), untried('models')];
  }
  if (value.code === 'organisation-forbids-browsers') {
    return [worked('reach'), { of: 'cors', is: 'fails', error: value }, untried('key'), untried('models')];
  }
  if (value.parameters['status'] === undefined && !ofKey.has(value.code)) {
    // It never left, or was cut on its way: nothing was learnt of the server.
    throw AppError.from(value);
  }
  const reached = [worked('reach'), worked('cors')];
  if (ofKey.has(value.code)) return [...reached, { of: 'key', is: 'fails', error: value }, untried('models')];
  return [...reached, { of: 'key', is: 'unclear', error: value }, { of: 'models', is: 'fails', error: value }];
}

/** Asks for less and less until an answer can be read. */
async function whyUnread(
  engine: Engine,
  found: Connected,
  { url, headers }: Asked,
  error: ErrorValue,
  abort: AbortSignal,
): Promise<Finding[]> {
  const tryWith = lesserRequest(engine, found, url, abort);
  const rest = [untried('key'), untried('models')];
  // First, as a redirect shows here and is not followed.
  const bare = await tryWith({ probe: 'bare', headers: {} });
  if (bare === undefined) {
    const isReached = (await tryWith({ probe: 'unread', headers: {} })) !== undefined;
    if (isReached) return [worked('reach'), ...notForPages(found, error)];
    return [{ of: 'reach', is: 'fails', cause: 'silent' }, untried('cors'), ...rest];
  }
  const keyed = await tryWith({ headers: {} });
  if (keyed === undefined) {
    // Where even a refusal can be read, the header that carries the key is what is in the way.
    const { header } = authOf(found.connection);
    return [worked('reach'), lacking(isRefusal(bare) ? 'fails' : 'unclear', [header]), ...rest];
  }
  const key: Finding = isRefusal(keyed) ? { of: 'key', is: 'fails', error: wrongKey } : worked('key');
  const refused: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if ((await tryWith({ headers: { [name]: value } })) === undefined) refused.push(name);
  }
  const cors: Finding =
    refused.length > 0 ? lacking('fails', refused) : { of: 'cors', is: 'unclear', cause: 'unsteady' };
  return [worked('reach'), cors, key, untried('models')];
}

/** The status of a lesser request; nothing where its answer cannot be read either. */
function lesserRequest(engine: Engine, { connection, key }: Connected, url: string, abort: AbortSignal) {
  const about = { connection: connection.id, purpose: 'check', ...(key === undefined ? {} : { key }) } as const;
  return async (fields: Pick<SendRequest, 'probe' | 'headers'>): Promise<number | undefined> => {
    try {
      const reply = await engine.vault.send({ method: 'GET', url, ...about, ...fields }, abort);
      for await (const _ of reply.chunks);
      return reply.status;
    } catch (failure) {
      if (unread.has(errorValue(failure).code)) return undefined;
      throw failure;
    }
  };
}

/**
 * Not even the refusal of a bare request can be read. Known providers let pages read what they answer, though not each
 * refusal (WIRE 2.1), and a host that once gave an answer does likewise: then it may be the key.
 */
function notForPages({ connection }: Connected, error: ErrorValue): Finding[] {
  const cause = connection.provider === 'custom' ? 'origin' : 'either';
  if (cause === 'origin' && error.code === 'opaque-failure') {
    return [{ of: 'cors', is: 'fails', cause }, untried('key'), untried('models')];
  }
  const likely: ErrorValue = { ...error, code: 'likely-wrong-key' };
  return [{ of: 'cors', is: 'unclear', cause }, { of: 'key', is: 'unclear', error: likely }, untried('models')];
}

const wrongKey: ErrorValue = { code: 'wrong-key', retryable: false, parameters: {} };
const isRefusal = (status: number) => status === 401 || status === 403;
const worked = (of: Examined): Finding => ({ of, is: 'works' });
const untried = (of: Examined): Finding => ({ of, is: 'untried' });
const lacking = (is: Finding['is'], headers: readonly string[]): Finding => ({
  of: 'cors',
  is,
  cause: 'headers',
  headers,
});
