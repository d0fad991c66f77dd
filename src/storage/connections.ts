import type { ModelChoice } from '../domain/agent';
import type { ConnectionRow, ModelInfo } from '../domain/connection';
import type { Id } from '../domain/id';
import type { KeyId } from '../domain/ports';
import { addActivity } from './activity';
import { commit } from './commit';
import type { Workspace } from './open';
import { open, openAll, openRow, seal } from './seal';
import { add, envelope, freshId, patch, type Patch } from './write';

type NewConnectionFields = Pick<ConnectionRow, 'provider' | 'wire' | 'body'> & {
  /** Given where two devices could make the same one (the demo team's). */
  id?: Id<'connection'>;
  key?: KeyId;
};

/** A connection and the key this device uses it with; `undefined` when there is none. */
export async function connectionWithKey(
  ws: Workspace,
  id: Id<'connection'>,
): Promise<{ connection: ConnectionRow; key?: KeyId } | undefined> {
  const [row, key] = await Promise.all([ws.db.connection.get(id), ws.db.key.get(id)]);
  const connection = await openRow(row);
  if (!connection || connection.gone) return undefined;
  return key ? { connection, key: key.key } : { connection };
}

/** Whose a connection is, or was before it was taken away. */
export async function providerOf(ws: Workspace, id: Id<'connection'>): Promise<ConnectionRow['provider'] | undefined> {
  return (await ws.db.connection.get(id))?.provider;
}

/** Adds a connection; adding a known id changes nothing. */
export async function addConnection(
  ws: Workspace,
  { id: given, key, ...fields }: NewConnectionFields,
): Promise<Id<'connection'>> {
  const id = given ?? freshId<'connection'>(ws);
  const body = await seal(fields.body);
  await commit(ws, ['connection', 'key'], async () => {
    if (await ws.db.connection.get(id)) return;
    await add(ws, 'connection', { ...envelope(ws, id), ...fields, body });
    if (key !== undefined) await ws.db.key.put({ id, key });
  });
  return id;
}

/** Edits a connection, in one transaction; `key: null` takes its key on this device away. */
export async function patchConnection(
  ws: Workspace,
  id: Id<'connection'>,
  { key, ...fields }: Patch<ConnectionRow> & { key?: KeyId | null },
): Promise<void> {
  const write = async () => {
    if (key === null) await ws.db.key.delete(id);
    else if (key !== undefined) await ws.db.key.put({ id, key });
  };
  if (Object.keys(fields).length === 0) await commit(ws, ['key'], write);
  else await patch(ws, 'connection', id, fields, { together: { tables: ['key'], write } });
}

/** Keeps a live list, for when the device is offline. The first one is what makes a connection worth a line in the feed. */
export async function saveModels(ws: Workspace, connection: Id<'connection'>, list: ModelInfo[]): Promise<void> {
  const body = await seal({ list });
  await commit(ws, ['models', 'activity', 'device'], async () => {
    if (!(await ws.db.models.get(connection))) await addActivity(ws, { kind: 'connection-added', connection });
    await ws.db.models.put({ id: connection, listedAt: ws.now(), body });
  });
}

/** What is known of a model: the user's word, else what the last live list says. */
export async function listedModel(ws: Workspace, { connection, model }: ModelChoice): Promise<ModelInfo | undefined> {
  const [said, row] = await Promise.all([wordsOn(ws, connection), ws.db.models.get(connection)]);
  const listed = row && (await open(row.body)).list.find(info => info.id === model);
  const own = said[model];
  return own ? { ...(listed ?? { id: model, name: model }), ...own } : listed;
}

/** All connections that are not gone. */
export async function listConnections(ws: Workspace): Promise<ConnectionRow[]> {
  const rows = await openAll(await ws.db.connection.toArray());
  return rows.filter(row => !row.gone);
}

/** The last live list of a connection, with the user's word on its models; empty before there was one. */
export async function listedModels(ws: Workspace, connection: Id<'connection'>): Promise<ModelInfo[]> {
  const [said, row] = await Promise.all([wordsOn(ws, connection), ws.db.models.get(connection)]);
  return withWords(row ? (await open(row.body)).list : [], said);
}

type Words = NonNullable<ConnectionRow['body']['models']>;

/** A live list in the user's words; what the list does not hold, but the user knows of, comes behind. */
export function withWords(list: readonly ModelInfo[], said: Words = {}): ModelInfo[] {
  const unlisted = Object.keys(said).filter(model => !list.some(info => info.id === model));
  return [...list, ...unlisted.map(model => ({ id: model, name: model }))].map(info => ({ ...info, ...said[info.id] }));
}

/** What the user says of a connection's models. */
async function wordsOn(ws: Workspace, id: Id<'connection'>): Promise<Words> {
  return (await openRow(await ws.db.connection.get(id)))?.body.models ?? {};
}
