import { computed } from '@preact/signals';
import type { ModelChoice } from '../domain/agent';
import type { ConnectionOptions, ModelAbilities, ModelInfo } from '../domain/connection';
import type { Id } from '../domain/id';
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

/** Asks a connection for a sign of life and its models. Rejects with what to say. */
export const checkConnection = (id: Id<'connection'>): Promise<{ models: number }> =>
  doors().engine.write('checkConnection', id);

export const editConnection = (
  id: Id<'connection'>,
  fields: { name?: string; options?: ConnectionOptions },
): Promise<void> => doors().engine.write('editConnection', id, fields);

/** Removes a connection, and its key from this device: the key is gone for good. */
export async function disconnect(id: Id<'connection'>): Promise<void> {
  const { engine, vault } = doors();
  const key = connections.peek().find(view => view.row.id === id)?.key;
  await engine.write('editConnection', id, { gone: true });
  if (!key) return;
  await vault.forget(key);
  await engine.write('editConnection', id, { key: null });
}

/** Brings a removed connection back, with all but its key. */
export const bringBack = (id: Id<'connection'>): Promise<void> =>
  doors().engine.write('editConnection', id, { gone: false });

/** The model lists by connection. */
export const modelsOf = (connection: Id<'connection'> | undefined): readonly ModelView[] =>
  models.value.filter(model => model.connection === connection);
