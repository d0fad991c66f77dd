import { chargeOf } from '../domain/charge';
import type { ErrorValue } from '../domain/error';
import { newId } from '../domain/id';
import type { Turn } from '../domain/model-request';
import { plainText } from '../domain/part';
import { summaryEnd } from '../domain/window';
import type { ActOutcome } from '../storage/acts';
import type { MessageReading } from '../storage/messages';
import { afford } from './afford';
import { boundBy } from './bound';
import { costOf, writeOrBook } from './keep-result';
import { turnsOf } from './prompt';
import type { LeasedRun, Outcome } from './leased-run';
import type { Call, CallResult } from './call';
import { endpointOf, makeCall } from './step';
import { tryLater } from './try-later';

/** Share of the window that stays word for word. */
const keepShare = 0.25;
/** Most output tokens of a summary, and the share of the window they may take. */
const mostOutput = 4_000;
const outputShare = 0.15;
/** Tokens a word takes at most, in the languages that take many. */
const tokensPerWord = 4;

const instructions =
  'You keep the notes of an agent whose conversation has grown too long for its window. Write down everything it needs to go on without the original: what the user wants, in the user’s own words where they matter; decisions and their reasons; facts, figures, names, paths and ids that were found; what was done with which result. Begin with what is still to do. Leave out pleasantries and what was superseded. Write in the language of the conversation.';
const ask = (words: number) =>
  `Write the notes now, in at most ${words} words. They take the place of everything above.`;

/** Puts a summary in the place of the older part of the window; the messages themselves stay. */
export async function compact(
  run: LeasedRun,
  window: readonly MessageReading[],
  full: Call,
): Promise<Outcome | undefined> {
  const { engine } = run;
  const weighed = window.map(one => ({ ...one, weight: JSON.stringify(one.body).length }));
  const covers = summaryEnd(weighed, keepShare);
  if (covers === undefined) return undefined;
  const end = weighed.findIndex(one => one.row.id === covers) + 1;
  const wanted = summaryCall(run, full, turnsOf(window.slice(0, end)));
  const since = engine.now();
  const call = await afford(run, wanted, window.slice(0, end), 'compaction');
  if ('go' in call) return call;
  const result = await makeCall(engine, call, run.abort, since);
  const text = plainText(result.reply.parts);
  const kept = weighed.slice(end).reduce((sum, one) => sum + one.weight, 0);
  const before = weighed.reduce((sum, one) => sum + one.weight, 0);
  const left = Math.round((100 * (kept + text.length)) / Math.max(1, before));
  return keep(run, call, result, { covers, left, text });
}

function summaryCall({ engine, row }: LeasedRun, full: Call, turns: Turn[]): Call {
  // Nobody reads notes on after a broken connection: their provider is not to go on with them once they are stopped.
  const { answer: _shape, resumable: _goesOn, ...asked } = full.request;
  // How long the agent's own answers may be says nothing of its notes.
  const { contextWindow = Infinity, maxOutput: able = mostOutput } = full.info ?? {};
  const maxOutput = Math.floor(Math.min(mostOutput, able, outputShare * contextWindow));
  const text = ask(Math.floor(maxOutput / tokensPerWord));
  const made = {
    ...asked,
    instructions,
    turns: [...turns, { role: 'user' as const, parts: [{ kind: 'text' as const, text }] }],
    tools: [],
    maxOutput,
  };
  const body = full.provider.body(endpointOf(full.connection), made);
  const { ceiling: _, ...rest } = full;
  // Nothing of it was sent before: whatever files it shows count anew.
  const bound = boundBy({ ...full, provider: full.connection.provider, request: made, body });
  return {
    ...rest,
    ...bound,
    run: row,
    act: newId(engine.now(), engine.random),
    attempt: 1,
    purpose: 'summary',
    request: made,
    body,
  };
}

async function keep(
  run: LeasedRun,
  call: Call,
  result: CallResult,
  { covers, left, text }: { covers: MessageReading['row']['id']; left: number; text: string },
): Promise<Outcome> {
  const { engine, lead } = run;
  // As with an answer: settled once the vault says whether it left.
  if (result.billable === undefined && !lead.abort.aborted) return { go: 'wait', for: 'key-locked' };
  // Neither a refusal nor half of the notes is a summary: what it would stand for would be lost to the model.
  const refused = result.reply.stop === 'refusal' || result.reply.stop === 'length';
  const worked = result.reply.failure === undefined && !refused && text.trim() !== '';
  const message = worked ? newId<'message'>(engine.now(), engine.random) : undefined;
  const cost = result.billable ? costOf(call, result, message) : undefined;
  const named = { act: call.act, attempt: 1, ...chargeOf(cost) };
  const error: ErrorValue = result.reply.failure ?? { code: 'reply-unreadable', retryable: !refused, parameters: {} };
  const outcome: ActOutcome = {
    events: [
      message
        ? { kind: 'act-succeeded', ...named, message, left }
        : { kind: 'act-failed', ...named, error, final: true },
    ],
    messages: message
      ? [
          {
            id: message,
            role: 'summary',
            act: call.act,
            covers,
            ...(call.labels.length > 0 ? { labels: [...call.labels] } : {}),
            body: { parts: [{ kind: 'text', text }], model: call.request.model, duration: result.duration },
            ...(cost?.cost === undefined ? {} : { cost: cost.cost }),
          },
        ]
      : [],
    ...(cost ? { cost } : {}),
  };
  if (!(await writeOrBook(run, outcome))) return { go: 'over' };
  return message ? { go: 'on' } : (tryLater(run, 1, error) ?? { go: 'on' });
}
