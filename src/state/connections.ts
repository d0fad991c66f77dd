import { computed } from '@preact/signals';
import type { ModelChoice } from '../domain/agent';
import type { ConnectionOptions, ModelAbilities, ModelInfo, ProviderName, Wire } from '../domain/connection';
import type { Id } from '../domain/id';
import type { KeyCaps } from '../domain/ports';
import type { ConnectionView, ModelView } from '../storage/queries';
import { doors } from './doors';
import { live } from './live';

export type { ConnectionView, ModelView };

/** What `connections` holds until the first answer. */
export const connectionsUnread: ConnectionView[] = [];

export const connections = live<'connections'>(connectionsUnread, () => ({ name: 'connections', args: [] }));

/** The last live lists of all connections, kept for offline. */
export const models = live<'models'>([], () => ({ name: 'models', args: [] }));

/** What is known of a model; nothing where no list and nobody said anything. */
export const modelInfo = (choice: ModelChoice | undefined): ModelInfo | undefined =>
  models.value.find(({ connection, info }) => connection === choice?.connection && info.id === choice.model)?.info;

/** The user's word on what a model can, over any list; nothing takes it back. */
export const sayOfModel = (choice: ModelChoice, word: ModelAbilities | undefined): Promise<void> =>
  doors().engine.write('sayOfModel', choice, word);

/** Whether anything but the demo can answer. */
export const hasConnection = computed(() => connections.value.some(one => one.row.provider !== 'simulated'));

export interface ConnectionDraft {
  provider: ProviderName;
  wire: Wire;
  name: string;
  /** Without a trailing slash. */
  baseUrl: string;
  /** Empty for a keyless local server. */
  secret: string;
  header: string;
  prefix: string;
  options: ConnectionOptions;
  caps?: KeyCaps;
}

/** A connection as its test found it. `answered` is false only where it was kept although it did not. */
export interface Connected {
  connection: Id<'connection'>;
  answered: boolean;
  models: number;
  milliseconds: number;
}

/**
 * Puts the key into the vault, adds the connection and asks it for a sign of life. A connection that does not answer is
 * taken back together with its key, unless `keep` says otherwise (offline, a server that is not running yet).
 * Rejects with what to say.
 */
export async function connect(
  draft: ConnectionDraft,
  options: { passphrase?: string; keep?: boolean } = {},
): Promise<Connected> {
  const { engine, vault } = doors();
  const url = new URL(draft.baseUrl);
  const key = await vault.add(
    {
      origin: url.origin,
      header: draft.header,
      prefix: draft.prefix,
      secret: draft.secret,
      paths: [`${url.pathname.replace(/\/$/, '')}/`],
      ...(draft.caps && { caps: draft.caps }),
    },
    options.passphrase === undefined ? undefined : { passphrase: options.passphrase },
  );
  const { provider, wire, name, baseUrl } = draft;
  const connection = await engine.write('addConnection', {
    provider,
    wire,
    name,
    baseUrl,
    options: draft.options,
    key: key.id,
  });
  const began = performance.now();
  try {
    const { models: count } = await engine.write('checkConnection', connection);
    return { connection, answered: true, models: count, milliseconds: performance.now() - began };
  } catch (error) {
    if (options.keep) return { connection, answered: false, models: 0, milliseconds: performance.now() - began };
    await engine.write('editConnection', connection, { gone: true });
    await vault.forget(key.id);
    throw error;
  }
}

/** Asks a connection for a sign of life and its models. Rejects with what to say. */
export const checkConnection = (id: Id<'connection'>): Promise<{ models: number }> =>
  doors().engine.write('checkConnection', id);

export const editConnection = (
  id: Id<'connection'>,
  fields: { name?: string; options?: ConnectionOptions },
): Promise<void> => doors().engine.write('editConnection', id, fields);

/** Puts another key in place of the one a connection has, checks it, and only then forgets the old one. */
export async function replaceKey(
  view: ConnectionView,
  secret: string,
  scheme: { header: string; prefix: string },
): Promise<void> {
  const { engine, vault } = doors();
  const url = new URL(view.row.body.baseUrl);
  const paths = [`${url.pathname.replace(/\/$/, '')}/`];
  const key = await vault.add({ origin: url.origin, ...scheme, secret, paths });
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

/** Removes a connection and its key from this device. */
export async function disconnect(id: Id<'connection'>): Promise<void> {
  const { engine, vault } = doors();
  const key = connections.peek().find(view => view.row.id === id)?.key;
  await engine.write('editConnection', id, { gone: true });
  if (key) await vault.forget(key);
}

/** The model lists by connection. */
export const modelsOf = (connection: Id<'connection'> | undefined): readonly ModelView[] =>
  models.value.filter(model => model.connection === connection);
