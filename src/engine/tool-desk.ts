import { AppError, errorValue } from '../domain/error';
import { gate, type GateVerdict } from '../domain/gate';
import type { GrantRow } from '../domain/grant';
import type { Hlc } from '../domain/hlc';
import { derivedId, type Id } from '../domain/id';
import { unionLabels } from '../domain/label';
import type { ToolCallPart } from '../domain/part';
import type { RequestState } from '../domain/request';
import type { Label } from '../domain/row';
import { toolId, type Preview, type Tool, type ToolContext } from '../domain/tool';
import { usesToday } from '../storage/grants';
import { readPayload } from '../storage/requests';
import { readZone } from '../storage/settings';
import { editLabels } from './edit-labels';
import { fingerprint, sameness, schemaHash } from './fingerprint';
import { branchOf } from './prepare-call';
import type { LeasedRun } from './leased-run';
import { toolContext } from './tool-context';

/**
 * The act that carries out a tool call: the same for every leader that comes to it. Some providers give the calls of each
 * answer the same ids: the answer is part of it.
 */
export const toolAct = (run: string, answer: string, call: string) =>
  derivedId<'act'>('tool-call', `${run}|${answer}|${call}`);

/** What the tool calls of one answer are looked at with. */
export interface ToolDesk {
  run: LeasedRun;
  /** The answer that asks for them. */
  answer: Id<'message'>;
  calls: readonly ToolCallPart[];
  /** Everything foreign in the window that the answer was made from. */
  labels: readonly Label[];
  tools: readonly Tool[];
  grants: readonly GrantRow[];
  context: ToolContext;
  /** Stamp of the newest thing the model knew when it asked for these calls. */
  seen: Hlc;
  /** Uses of a tool (`source/name`) by this agent today. */
  usesToday(tool: string): Promise<number>;
}

/** A tool call, looked at: what would be done, and whether it may. */
export interface PreparedCall {
  act: Id<'act'>;
  part: ToolCallPart;
  tool?: Tool;
  /** Canonical; as edited by the user, if at all. */
  input: unknown;
  same?: string;
  fingerprint: string;
  preview: Preview;
  /** Where text came from that the user brought into it by editing it. */
  brought?: readonly Label[];
  verdict: GateVerdict;
  /** What the user said to it, when that still holds for what would be done now. */
  request?: RequestState;
  /** The call cannot be carried out at all; this is its result. */
  wrong?: string;
}

/** Reads what the calls of a run's last answer need. */
export async function openDesk(run: LeasedRun): Promise<ToolDesk> {
  const { engine, row } = run;
  const [branch, { tools, context }, grants] = await Promise.all([
    branchOf(run),
    toolsAndContext(run),
    run.setup.grants(),
  ]);
  const at = branch.findLastIndex(({ row: { role } }) => role !== 'tool');
  const asking = branch[at];
  if (!asking) throw new AppError('not-found', { parameters: { what: 'message' } });
  return {
    run,
    answer: asking.row.id,
    seen: (branch[at - 1] ?? asking).row.born,
    usesToday: tool => usesToday(engine.workspace, row.agent, tool, context.zone),
    calls: asking.body.parts.filter(part => part.kind === 'tool-call'),
    labels: asking.row.labels ?? [],
    tools,
    grants,
    context,
  };
}

async function toolsAndContext(run: LeasedRun): Promise<Pick<ToolDesk, 'tools' | 'context'>> {
  const [{ tools, colleagues }, zone] = await Promise.all([run.setup.worker(), readZone(run.engine.workspace)]);
  return { tools, context: toolContext(run, zone, colleagues) };
}

/** Looks at one call. Never throws: what is wrong with it becomes its result, so that the model may try again. */
export async function prepareCall(desk: ToolDesk, call: string): Promise<PreparedCall> {
  const { run } = desk;
  const part = desk.calls.find(one => one.call === call) ?? { kind: 'tool-call', call, name: '', input: {} };
  const tool = desk.tools.find(one => one.name === part.name);
  const act = toolAct(run.row.id, desk.answer, call);
  const blank = {
    act,
    part,
    input: part.input,
    fingerprint: '',
    preview: { kind: 'input' },
    verdict: { is: 'go' },
  } as const;
  if (!tool) return { ...blank, wrong: `There is no tool named “${part.name}”.` };
  const same = sameness(tool, part.unparsed ?? part.input);
  const named = { ...blank, tool, ...(same === undefined ? {} : { same }) };
  if (part.unparsed !== undefined) return { ...named, wrong: 'The input is not valid JSON. Call the tool again.' };
  try {
    return await lookAt(desk, tool, part, act);
  } catch (error) {
    return { ...named, wrong: wrongInput(error) };
  }
}

async function lookAt(desk: ToolDesk, tool: Tool, part: ToolCallPart, act: Id<'act'>): Promise<PreparedCall> {
  const { run, labels, grants, context } = desk;
  const said = answersTo(run, act);
  const asked = said.at(-1);
  // What is asked anew because something else has changed is asked as the user edited it.
  const edit = said.findLast(one => one.input !== undefined)?.input;
  const edited = edit === undefined ? undefined : await readPayload(run.engine.workspace, edit);
  const given = edited ?? part.input;
  const input = tool.canonical?.(given) ?? given;
  const same = sameness(tool, input);
  const preview = (await tool.preview?.(input, context)) ?? { kind: 'input' };
  const schema = schemaHash(tool);
  const { connection } = run.row.body.model;
  const print = fingerprint(tool, { input, preview, labels, connection, run: run.row.id, act });
  const brought = edited === undefined ? [] : editLabels(part.input, edited);
  const holds = asked?.asks !== 'approval' || asked.answer === 'rejected' || asked.fingerprint === print;
  const request = holds ? asked : undefined;
  const limited = grants.some(grant => grant.perDay !== undefined && grant.body.tool === toolId(tool));
  const uses = limited ? { usesToday: await desk.usesToday(toolId(tool)) } : {};
  const verdict = gate(
    { tool, schema, input, labels: unionLabels([labels, brought]), run: run.row.id, now: run.engine.now(), ...uses },
    grants,
  );
  return {
    act,
    part,
    tool,
    input,
    fingerprint: print,
    preview,
    verdict,
    ...(brought.length > 0 ? { brought } : {}),
    ...(same === undefined ? {} : { same }),
    ...(request ? { request } : {}),
  };
}

/** What the user said to a call, oldest first. Leave that was used holds for another attempt at the same thing. */
function answersTo({ state }: LeasedRun, act: Id<'act'>): RequestState[] {
  const own = [...state.requests.values()].filter(one => one.act === act && one.asks !== 'outcome');
  return own.filter(({ status }) => status === 'answered' || (status === 'used' && state.acts.has(act)));
}

/** What went wrong, told to the model. */
export function wrongInput(error: unknown): string {
  const { code, parameters } = errorValue(error);
  return `${code}${'what' in parameters ? `: ${parameters['what']}` : ''}`;
}
