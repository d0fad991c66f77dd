import { errorValue } from '../domain/error';
import type { RunEvent } from '../domain/event';
import { derivedId } from '../domain/id';
import type { ToolCallPart } from '../domain/part';
import type { Tool } from '../domain/tool';
import { agentWithInstructions } from '../storage/agents';
import { writeIntent, writeOutcome } from '../storage/acts';
import { askingMessage } from '../storage/messages';
import type { LeasedRun, Outcome } from './run';
import { toolContext } from './tool-context';

type Intent = Extract<RunEvent, { kind: 'act-intent' }>;

/** The act that carries out a tool call: the same for every leader that comes to it. */
export const toolAct = (run: string, call: string) => derivedId<'act'>('tool-call', `${run}|${call}`);

/**
 * Carries out one tool call of the last answer: intent, the tool, its result as a message. A tool that changes nothing
 * has its intent written with its result: there is nothing that a crash in between could leave half done.
 */
export async function carryOut(run: LeasedRun, call: string, attempt: number): Promise<Outcome> {
  const { engine, lead, row } = run;
  const part = await findCall(run, call);
  const agent = await agentWithInstructions(engine.workspace, row.agent);
  const tool = engine.tools.find(one => one.name === part.name && agent.row.body.tools.includes(one.name));
  const act = toolAct(row.id, call);
  const intent: Intent = {
    kind: 'act-intent',
    act,
    attempt,
    does: 'tool-call',
    effect: tool?.effect ?? 'pure',
    reach: tool?.reach ?? 'none',
    idempotencyKey: act,
    call,
    tool: part.name,
    simulated: row.simulated,
  };
  const isHarmless = intent.reach === 'none' && (intent.effect === 'pure' || intent.effect === 'read');
  if (!isHarmless) await writeIntent(engine.workspace, lead.epoch, row.id, intent);
  const started = engine.now();
  const result = await useTool(run, tool, part);
  const message = derivedId<'message'>('tool-result', `${row.id}|${call}`);
  const done: RunEvent = { kind: 'act-succeeded', act, attempt, message };
  await writeOutcome(engine.workspace, lead.epoch, row.id, {
    events: isHarmless ? [intent, done] : [done],
    messages: [
      {
        id: message,
        role: 'tool',
        act,
        body: {
          parts: [{ kind: 'tool-result', call, name: part.name, ...result }],
          duration: engine.now() - started,
        },
      },
    ],
    activity: { kind: 'tool-used', agent: row.agent, conversation: row.conversation, tool: part.name },
  });
  return { go: 'on' };
}

async function findCall({ engine, row }: LeasedRun, call: string): Promise<ToolCallPart> {
  const { body } = await askingMessage(engine.workspace, row.tip);
  const found = body.parts.find(part => part.kind === 'tool-call' && part.call === call);
  return found?.kind === 'tool-call' ? found : { kind: 'tool-call', call, name: '', input: {} };
}

/** What went wrong is told to the model, which may try again: a failed tool never fails its run. */
async function useTool(
  run: LeasedRun,
  tool: Tool | undefined,
  part: ToolCallPart,
): Promise<{ output: string; isError?: boolean }> {
  if (!tool) return { output: `There is no tool named “${part.name}”.`, isError: true };
  if (part.unparsed !== undefined)
    return { output: 'The input is not valid JSON. Call the tool again.', isError: true };
  try {
    return await tool.run(part.input, await toolContext(run));
  } catch (error) {
    const { code, parameters } = errorValue(error);
    return { output: `${code}${'what' in parameters ? `: ${parameters['what']}` : ''}`, isError: true };
  }
}
