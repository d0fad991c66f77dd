import { AppError, errorValue, type ErrorCode, type ErrorValue } from '../domain/error';
import type { Cause, Examined, Finding } from '../domain/finding';
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
    if (unread.has(value.code) && asked) return whyUnread(engine, found, asked, value, abort);
    return whyRefused(error, value);
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
function whyRefused(error: unknown, value: ErrorValue): Finding[] {
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

async function whyUnread(
  engine: Engine,
  { connection, key }: Connected,
  { url, headers }: Asked,
  error: ErrorValue,
  abort: AbortSignal,
): Promise<Finding[]> {
  /** The status of a lesser request; nothing where that one cannot be read either. */
  const tryWith = async (fields: Pick<SendRequest, 'probe' | 'headers'>): Promise<number | undefined> => {
    const about = { connection: connection.id, purpose: 'check', ...(key === undefined ? {} : { key }) } as const;
    try {
      const reply = await engine.vault.send({ method: 'GET', url, ...about, ...fields }, abort);
      for await (const _ of reply.chunks);
      return reply.status;
    } catch (failure) {
      if (unread.has(errorValue(failure).code)) return undefined;
      throw failure;
    }
  };
  const rest = [untried('key'), untried('models')];
  if ((await tryWith({ probe: 'unread', headers: {} })) === undefined) {
    return [{ of: 'reach', is: 'fails', cause: 'silent' }, untried('cors'), ...rest];
  }
  const reached = worked('reach');
  const cors = (is: Finding['is'], cause: Cause, names?: readonly string[]): Finding => ({
    of: 'cors',
    is,
    cause,
    ...(names ? { headers: names } : {}),
  });
  const bare = await tryWith({ probe: 'bare', headers: {} });
  if (bare === undefined) {
    // Known providers let pages read what they answer, though not each refusal (WIRE 2.1); so did a host that answered.
    const isKnown = connection.provider !== 'custom' || error.code === 'likely-wrong-key';
    if (!isKnown) return [reached, cors('fails', 'origin'), ...rest];
    return [reached, cors('unclear', 'either'), { of: 'key', is: 'unclear', error: likely(error) }, untried('models')];
  }
  const keyed = await tryWith({ headers: {} });
  if (keyed === undefined) {
    // Where even a refusal can be read, the header that carries the key is what is in the way.
    const { header } = authOf(connection);
    return [reached, cors(isRefusal(bare) ? 'fails' : 'unclear', 'headers', [header]), ...rest];
  }
  const refused: string[] = [];
  for (const [name, value] of Object.entries(headers)) {
    if ((await tryWith({ headers: { [name]: value } })) === undefined) refused.push(name);
  }
  const told: Finding = isRefusal(keyed)
    ? { of: 'key', is: 'fails', error: { code: 'wrong-key', retryable: false, parameters: {} } }
    : worked('key');
  if (refused.length === 0) return [reached, cors('unclear', 'unsteady'), told, untried('models')];
  return [reached, cors('fails', 'headers', refused), told, untried('models')];
}

const isRefusal = (status: number) => status === 401 || status === 403;
const likely = (error: ErrorValue): ErrorValue => ({ ...error, code: 'likely-wrong-key' });
const worked = (of: Examined): Finding => ({ of, is: 'works' });
const untried = (of: Examined): Finding => ({ of, is: 'untried' });
