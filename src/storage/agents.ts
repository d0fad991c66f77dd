import { isAtWork, type AgentRow, type InstructionsRow } from '../domain/agent';
import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import { present } from '../lib/entries';
import { addActivity } from './activity';
import { setColleagues } from './colleagues';
import { commit } from './commit';
import type { Workspace } from './open';
import { openAll, openRow, seal } from './seal';
import { add, envelope, freshId, patch, type Patch } from './write';

/** What an agent is hired with; its instructions become version 1. */
type NewAgentFields = Pick<AgentRow, 'hue' | 'tier' | 'connection' | 'maxOutput' | 'simulated' | 'body'> & {
  /** Given where two devices could hire the same agent (the demo team). */
  id?: Id<'agent'>;
  instructions: string;
  /** Whom it may ask. */
  colleagues?: readonly Id<'agent'>[];
};

/** An agent that is not gone. */
export async function readAgent(ws: Workspace, id: Id<'agent'>): Promise<AgentRow | undefined> {
  const row = await ws.db.agent.get(id);
  return row?.gone ? undefined : openRow(row);
}

/** An agent with the text of its current instructions, or of others. Throws `not-found`. */
export async function agentWithInstructions(
  ws: Workspace,
  id: Id<'agent'>,
  other?: Id<'instructions'>,
): Promise<{ row: AgentRow; instructions: string }> {
  const [row, version] = await ws.db.transaction('r', ['agent', 'instructions'], async () => {
    const found = await ws.db.agent.get(id);
    return [found, found && (await ws.db.instructions.get(other ?? found.instructions))] as const;
  });
  if (!row) throw new AppError('not-found', { parameters: { what: 'agent' } });
  const [agent, text] = await Promise.all([openRow(row), openRow(version)]);
  return { row: agent ?? row, instructions: text?.body.text ?? '' };
}

/**
 * The agent, its instructions, whom it may ask and the note that it was hired: one transaction. Hiring a known id changes
 * nothing.
 */
export async function addAgent(
  ws: Workspace,
  { id: given, instructions, colleagues = [], ...fields }: NewAgentFields,
): Promise<Id<'agent'>> {
  const id = given ?? freshId<'agent'>(ws);
  const version = freshId<'instructions'>(ws);
  const [body, text] = await Promise.all([seal(fields.body), seal({ text: instructions })]);
  await commit(ws, ['agent', 'instructions', 'link', 'activity', 'device'], async () => {
    if (await ws.db.agent.get(id)) return;
    await add(ws, 'instructions', { ...envelope(ws, version), agent: id, number: 1, body: text });
    await add(ws, 'agent', { ...envelope(ws, id), state: 'active', instructions: version, ...fields, body });
    if (colleagues.length > 0) await setColleagues(ws, id, colleagues);
    await addActivity(ws, { kind: 'agent-hired', agent: id });
  });
  return id;
}

/** Edits an agent, all in one transaction. Text that differs from its current instructions becomes the next version. */
export async function patchAgent(
  ws: Workspace,
  id: Id<'agent'>,
  { instructions, ...fields }: Omit<Patch<AgentRow>, 'instructions'> & { instructions?: string },
): Promise<void> {
  const version = instructions === undefined ? undefined : await newVersion(ws, id, instructions);
  const edit = { ...fields, ...(version ? { instructions: version.id } : {}) };
  if (Object.keys(edit).length === 0) return;
  const write = async () => {
    if (version) await addVersion(ws, id, version);
    if (fields.state === 'retired') await addActivity(ws, { kind: 'agent-retired', agent: id });
  };
  await patch(ws, 'agent', id, edit, { together: { tables: ['instructions', 'activity', 'device'], write } });
}

type Version = Pick<InstructionsRow, 'id' | 'body'>;

/** Another version of an agent's instructions, not written yet; none where the text is the current one's. */
async function newVersion(ws: Workspace, agent: Id<'agent'>, text: string): Promise<Version | undefined> {
  const current = await agentWithInstructions(ws, agent);
  return current.instructions === text ? undefined : { id: freshId(ws), body: await seal({ text }) };
}

/** To be called inside a transaction over `instructions`. */
async function addVersion(ws: Workspace, agent: Id<'agent'>, { id, body }: Version): Promise<void> {
  await add(ws, 'instructions', { ...envelope(ws, id), agent, number: await nextNumber(ws, agent), body });
}

/** Instructions for one run: kept among the versions, but not the agent's current ones. Returns their id. */
export async function addInstructionsAside(
  ws: Workspace,
  agent: Id<'agent'>,
  text: string,
): Promise<Id<'instructions'>> {
  const version = { id: freshId<'instructions'>(ws), body: await seal({ text }) };
  await commit(ws, ['instructions'], () => addVersion(ws, agent, version));
  return version.id;
}

async function nextNumber(ws: Workspace, agent: Id<'agent'>): Promise<number> {
  const versions = await ws.db.instructions.where('agent').equals(agent).toArray();
  return 1 + Math.max(0, ...versions.map(version => version.number));
}

/** The versions of an agent's instructions, newest first. */
export async function versionsOf(ws: Workspace, agent: Id<'agent'>): Promise<InstructionsRow[]> {
  const rows = await ws.db.instructions.where('agent').equals(agent).toArray();
  return rows.sort((a, b) => b.number - a.number);
}

/** The names of agents, by id; rows that are not there have none. */
export async function namesOf(rows: readonly (AgentRow | undefined)[]): Promise<Map<Id<'agent'>, string>> {
  return new Map((await openAll(present(rows))).map(row => [row.id, row.body.name]));
}

/** Those of some agents that begin what they are asked. */
export async function atWork(ws: Workspace, ids: readonly Id<'agent'>[]): Promise<Set<Id<'agent'>>> {
  const rows = ids.length === 0 ? [] : present(await ws.db.agent.bulkGet([...ids]));
  return new Set(rows.filter(isAtWork).map(row => row.id));
}

/** Everyone on the team, the retired too. */
export async function listAgents(ws: Workspace): Promise<AgentRow[]> {
  const rows = await openAll(await ws.db.agent.toArray());
  return rows.filter(row => !row.gone);
}
