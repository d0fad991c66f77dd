import { AppError, errorValue } from '../domain/error';
import type { RunEvent } from '../domain/event';
import { isUsedUp } from '../domain/grant';
import type { Instant } from '../domain/id';
import type { Label } from '../domain/row';
import { pastedLabels, unionLabels } from '../domain/label';
import { guard } from '../domain/loop-guard';
import { toolId, type ToolResult } from '../domain/tool';
import { writeIntent, writeOutcome, type ActOutcome, type NewMessageRow } from '../storage/acts';
import { holdRun } from '../storage/known-run';
import { prepareChange, type PreparedChange } from '../storage/changes';
import { readPayload } from '../storage/requests';
import { askLeave, putQuestion } from './ask-user';
import { writeWithRoom } from './full-disk';
import type { LeasedRun, Outcome } from './leased-run';
import { openDesk, prepareCall, toolAct, wrongInput, type PreparedCall, type ToolDesk } from './tool-desk';
import { resultMessage } from './tool-result';

type Intent = Extract<RunEvent, { kind: 'act-intent' }>;

/** What one call came to. */
interface Done {
  call: PreparedCall;
  result: ToolResult;
  changes: PreparedChange[];
  message: NewMessageRow;
  /** It was not carried out: refused, or wrong. */
  failed: boolean;
}

/**
 * Carries out a tool call of the last answer, and with it those after it that only read. Leave is asked first for all
 * calls that need it. What stays in this workspace has its intent written with its result: there is nothing that a crash
 * in between could leave half done.
 */
export async function carryOut(run: LeasedRun, call: string, attempt: number): Promise<Outcome> {
  const desk = await openDesk(run);
  const calls = await Promise.all(todo(desk, call).map(one => prepareCall(desk, one)));
  const [first] = calls;
  if (!first) return { go: 'on' };
  if (needsLeave(first)) return askLeave(desk, calls.filter(needsLeave));
  const together = atOnce(first, calls);
  const { engine, lead, row } = run;
  if (reachesOut(first)) await writeIntent(engine.workspace, lead.epoch, row.id, intentOf(run, first, attempt));
  const done = await Promise.all(together.map(one => perform(desk, one)));
  const asking = done.find(one => one.result.question);
  if (asking?.result.question) return putQuestion(desk, asking.call, asking.result.question);
  const errands = done.filter(one => one.result.errand);
  // What is no errand after all has its result at once; those that are begin together.
  if (errands.length > 0 && errands.length === done.length) return sendAll(desk, errands, attempt);
  try {
    await keep(
      desk,
      done.filter(one => !one.result.errand),
      attempt,
    );
  } catch (error) {
    // A file was saved in the meantime, or a day's leave used up: it is looked at again, and asked about where it must be.
    if (errorValue(error).code !== 'approval-void') throw error;
    holdRun(engine.workspace, lead.epoch, row.id);
  }
  return { go: 'on' };
}

/** The first call, and those after it that may be carried out with it: what only reads, or sends a colleague, does not wait. */
function atOnce(first: PreparedCall, calls: readonly PreparedCall[]): PreparedCall[] {
  const fits = [readsOnly, delegates].find(one => one(first));
  if (!fits) return [first];
  const end = calls.findIndex(one => !fits(one));
  return calls.slice(0, end < 0 ? calls.length : end);
}

async function sendAll(desk: ToolDesk, errands: readonly Done[], attempt: number): Promise<Outcome> {
  const asked = errands.flatMap(({ call, result: { errand } }) =>
    errand ? [{ errand, intent: { ...intentOf(desk.run, call, attempt), does: 'child-run' as const } }] : [],
  );
  try {
    return await (await import('./child')).sendOut(desk, asked);
  } catch (error) {
    const { code, parameters } = errorValue(error);
    const refused = errands.find(({ call }) => code === 'over-budget' && call.act === parameters['act']);
    if (!refused) throw error;
    const result = { output: 'There is no room for that budget. Ask for less, or do it yourself.', isError: true };
    const started = desk.run.engine.now();
    await keep(desk, [await written(desk, refused.call, result, { started, failed: true })], attempt);
    return { go: 'on' };
  }
}

/** This call and those after it that were not begun. */
function todo({ run, answer, calls }: ToolDesk, call: string): string[] {
  const after = calls.slice(calls.findIndex(one => one.call === call) + 1).map(one => one.call);
  return [call, ...after.filter(one => !run.state.acts.has(toolAct(run.row.id, answer, one)))];
}

const needsLeave = ({ verdict, request, wrong }: PreparedCall) => !wrong && verdict.is === 'ask' && !request;

const readsOnly = (call: PreparedCall) =>
  call.tool !== undefined && isReading(call.tool.effect) && !reachesOut(call) && !needsLeave(call);
const delegates = (call: PreparedCall) => call.tool?.delegates === true && !needsLeave(call);
const isReading = (effect: string) => effect === 'pure' || effect === 'read';
const reachesOut = ({ tool, wrong }: PreparedCall) =>
  !wrong && (tool?.reach === 'outward' || tool?.reach === 'provider');

function intentOf({ row }: LeasedRun, { act, part, tool, same, request }: PreparedCall, attempt: number): Intent {
  return {
    kind: 'act-intent',
    act,
    attempt,
    does: 'tool-call',
    effect: tool?.effect ?? 'pure',
    reach: tool?.reach ?? 'none',
    idempotencyKey: act,
    call: part.call,
    tool: tool ? toolId(tool) : part.name,
    simulated: row.simulated,
    ...(same === undefined ? {} : { same }),
    ...(request?.status === 'answered' ? { request: request.id } : {}),
  };
}

/** Uses the tool, unless the user or a rule is against it: that is a result too. */
async function perform(desk: ToolDesk, call: PreparedCall): Promise<Done> {
  const started = desk.run.engine.now();
  const refused = call.wrong ?? (await refusal(desk, call));
  const answered = refused === undefined ? await answerTo(desk, call) : undefined;
  const result = refused === undefined ? (answered ?? (await useTool(desk, call))) : { output: refused, isError: true };
  return written(desk, call, result, { started, failed: refused !== undefined });
}

/** What a call came to, as it will be written. */
async function written(
  desk: ToolDesk,
  call: PreparedCall,
  result: ToolResult,
  { started, failed }: { started: Instant; failed: boolean },
): Promise<Done> {
  const labels = unionLabels([desk.labels, call.brought, result.labels]);
  const changes = await prepareAll(desk, call, result, labels);
  const output = [result.output, ...changes.flatMap(change => change.notes), ...circleNote(desk, call, failed)].join(
    '\n',
  );
  const message = resultMessage(
    { run: desk.run.row.id, answer: desk.answer },
    { call: call.part.call, name: call.part.name, output, ...(result.isError ? { isError: true } : {}) },
    { act: call.act, labels, duration: desk.run.engine.now() - started },
  );
  return { call, result, changes, message, failed };
}

/** Before the user is asked whether a run goes in circles, the model is told. */
function circleNote({ run }: ToolDesk, { tool, same, part }: PreparedCall, failed: boolean): string[] {
  const before = [...run.state.acts.values()].sort((a, b) => a.number - b.number);
  const { is, count } = guard([
    ...before,
    {
      kind: 'tool-call',
      status: failed ? 'failed-final' : 'succeeded',
      effect: tool?.effect ?? 'pure',
      tool: tool ? toolId(tool) : part.name,
      ...(same === undefined ? {} : { same }),
    },
  ]);
  return is === 'fine' ? [] : [`Note: the same was done ${count} times now. Do something else, or ask the user.`];
}

function prepareAll(
  { run, seen }: ToolDesk,
  { act }: PreparedCall,
  { changes = [] }: ToolResult,
  labels: readonly Label[],
): Promise<PreparedChange[]> {
  const origin = { run: run.row, act, labels, seen };
  return Promise.all(changes.map(change => prepareChange(run.engine.workspace, change, origin)));
}

/** Why it is not done, told to the model. */
async function refusal({ run }: ToolDesk, { verdict, request }: PreparedCall): Promise<string | undefined> {
  if (request?.answer === 'rejected') {
    const reason = request.said === undefined ? undefined : await readPayload(run.engine.workspace, request.said);
    return typeof reason === 'string' && reason !== ''
      ? `The user did not allow this: ${reason}`
      : 'The user did not allow this. Do not try it again in another way; ask or go on without it.';
  }
  return verdict.is === 'refuse' ? 'The user never allows this tool for this agent.' : undefined;
}

/** The user's answer to a question is its result. */
async function answerTo({ run }: ToolDesk, { request }: PreparedCall): Promise<ToolResult | undefined> {
  if (request?.asks !== 'question') return undefined;
  const said = request.said === undefined ? '' : await readPayload(run.engine.workspace, request.said);
  const output = typeof said === 'string' ? said : '';
  return { output, labels: pastedLabels(output) };
}

/** What went wrong is told to the model, which may try again: a failed tool never fails its run. */
async function useTool({ context }: ToolDesk, { tool, input }: PreparedCall): Promise<ToolResult> {
  try {
    return (await tool?.run(input, context)) ?? { output: 'There is no such tool.', isError: true };
  } catch (error) {
    return { output: wrongInput(error), isError: true };
  }
}

/** Other runs of this agent may have used up what a grant allows a day since it was looked at. */
async function refuseUsedUp(desk: ToolDesk, done: readonly Done[]): Promise<void> {
  for (const { call, failed } of done) {
    const { verdict, tool } = call;
    const grant = verdict.is === 'go' ? desk.grants.find(({ id }) => id === verdict.grant) : undefined;
    if (failed || !tool || grant?.perDay === undefined) continue;
    if (isUsedUp(grant, await desk.usesToday(toolId(tool)))) throw new AppError('approval-void');
  }
}

async function keep(desk: ToolDesk, done: readonly Done[], attempt: number): Promise<void> {
  const { run } = desk;
  const { engine, lead, row } = run;
  const outcome: ActOutcome = {
    events: done.flatMap(({ call, message, failed }) => {
      const ended = { act: call.act, attempt, message: message.id };
      const error = { code: 'tool-failed', retryable: false, parameters: { tool: call.part.name } } as const;
      const ending: RunEvent = failed
        ? { kind: 'act-failed', ...ended, error, final: true }
        : { kind: 'act-succeeded', ...ended };
      return reachesOut(call) ? [ending] : [intentOf(run, call, attempt), ending];
    }),
    messages: done.map(one => one.message),
    changes: done.flatMap(one => one.changes),
    activity: done
      .filter(one => !one.failed)
      .map(({ call }) => ({
        kind: 'tool-used',
        agent: row.agent,
        conversation: row.conversation,
        tool: call.tool ? toolId(call.tool) : call.part.name,
      })),
    mayStill: () => refuseUsedUp(desk, done),
  };
  await writeWithRoom(run, () => writeOutcome(engine.workspace, lead.epoch, row.id, outcome));
}
