import type { ConnectionOptions, ProviderName, Wire } from '../domain/connection';
import type { Finding } from '../domain/finding';
import type { Id } from '../domain/id';
import type { KeyAccount, KeyCaps, KeyInfo, SignInOptions } from '../domain/ports';
import { providerDefaults } from '../domain/provider-defaults';
import type { ConnectionView } from './connections';
import { doors } from './doors';

/** What a connection is made of, besides its key. */
interface Endpoint {
  provider: ProviderName;
  wire: Wire;
  name: string;
  /** Without a trailing slash. */
  baseUrl: string;
  options: ConnectionOptions;
}

export interface ConnectionDraft extends Endpoint {
  /** Empty for a keyless local server. */
  secret: string;
  header: string;
  prefix: string;
  caps?: KeyCaps;
}

/** A connection as its test found it. `answered` is false only where it was kept although it did not. */
export interface Connected {
  connection: Id<'connection'>;
  answered: boolean;
  models: number;
  milliseconds: number;
}

interface ConnectOptions {
  passphrase?: string;
  /** It stays although it does not answer (offline, a server that is not running yet). */
  keep?: boolean;
  /** Told why it does not answer, before it is taken back. */
  examined?: (findings: readonly Finding[]) => void;
}

/**
 * Puts the key into the vault, adds the connection and asks it for a sign of life. A connection that does not answer is
 * taken back together with its key, unless `keep` says otherwise. Rejects with what to say.
 */
export async function connect(draft: ConnectionDraft, options: ConnectOptions = {}): Promise<Connected> {
  const { header, prefix, secret, caps, ...endpoint } = draft;
  const { passphrase } = options;
  const key = await doors().vault.add(
    { ...addressOf(endpoint.baseUrl), header, prefix, secret, ...(caps && { caps }) },
    passphrase === undefined ? undefined : { passphrase },
  );
  return addAndAsk(key, endpoint, options);
}

/** A connection that was signed in to, with what its provider says of the key: nothing where it could not be asked. */
interface SignedIn extends Connected {
  account?: KeyAccount;
}

/** Gets a key from OpenRouter and connects with it; `opened` is told the page the user must go to. Rejects with what to say. */
export async function signIn(
  options: SignInOptions,
  opened: (address: string) => void,
  abort: AbortSignal,
): Promise<SignedIn> {
  const { vault, engine } = doors();
  const { wire, baseUrl } = providerDefaults.openrouter;
  const key = await vault.signIn(options, opened, abort);
  // The key exists, whatever the test says: it is not thrown away.
  const endpoint: Endpoint = { provider: 'openrouter', name: 'OpenRouter', wire, baseUrl, options: {} };
  const connected = await addAndAsk(key, endpoint, { keep: true });
  const account = await engine.write('keyAccount', connected.connection).catch(() => undefined);
  return { ...connected, ...(account && { account }) };
}

async function addAndAsk(key: KeyInfo, endpoint: Endpoint, { keep, examined }: ConnectOptions): Promise<Connected> {
  const { engine, vault } = doors();
  const connection = await engine.write('addConnection', { ...endpoint, key: key.id }).catch(async (error: unknown) => {
    await vault.forget(key.id); // no connection would ever name it
    throw error;
  });
  const began = performance.now();
  try {
    const { models } = await engine.write('checkConnection', connection);
    return { connection, answered: true, models, milliseconds: performance.now() - began };
  } catch (error) {
    if (keep) return { connection, answered: false, models: 0, milliseconds: performance.now() - began };
    // Why, is more than the failure says; where it cannot be found out, the failure is all there is to say.
    if (examined) await engine.write('examineConnection', connection).then(examined, () => {});
    await engine.write('editConnection', connection, { gone: true });
    await vault.forget(key.id);
    throw error;
  }
}

/** Puts another key in place of the one a connection has, checks it, and only then forgets the old one. */
export async function replaceKey(
  view: ConnectionView,
  secret: string,
  scheme: { header: string; prefix: string },
): Promise<void> {
  const { engine, vault } = doors();
  // What the old key was allowed, more or less than usual, the new one is.
  const caps = (await vault.list()).find(({ id }) => id === view.key)?.caps;
  const key = await vault.add({ ...addressOf(view.row.body.baseUrl), ...scheme, secret, ...(caps && { caps }) });
  await engine.write('editConnection', view.row.id, { key: key.id });
  try {
    await engine.write('checkConnection', view.row.id);
  } catch (error) {
    await engine.write('editConnection', view.row.id, { key: view.key ?? null });
    await vault.forget(key.id);
    throw error;
  }
  if (view.key) await vault.forget(view.key);
}

/** Where a key may be used: at the origin of a base URL, below its path. */
function addressOf(baseUrl: string): { origin: string; paths: string[] } {
  const { origin, pathname } = new URL(baseUrl);
  return { origin, paths: [`${pathname.replace(/\/$/, '')}/`] };
}
