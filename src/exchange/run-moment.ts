import type { RunEvent } from '../domain/event';
import type { Instant } from '../domain/id';
import { plainText } from '../domain/part';
import type { Answer, RequestBody, RequestKind } from '../domain/request';
import type { PayloadHash } from '../domain/row';
import type { Waiting } from '../domain/run';
import type { Workspace } from '../storage/open';
import { payloadValue } from '../storage/payloads';
import { messageBody } from './run-story';
import { code, line, paragraphs, quote, time } from './run-text';

const asks: Record<RequestKind, string> = {
  approval: 'The user is asked for leave',
  question: 'The user is asked a question',
  loop: 'It repeats itself: the user is asked whether to go on',
  limit: 'Its limit is reached: the user is asked whether to go on',
  outcome: 'An act was cut off: the user is asked whether it happened',
  budget: 'A call could pass a budget: the user is asked whether to make it',
};

const answers: Record<Answer, string> = {
  approved: 'The user approved',
  edited: 'The user approved it with another input',
  rejected: 'The user rejected',
  told: 'The user answered',
  done: 'The user said that it happened',
  'not-done': 'The user said that it did not happen',
  again: 'The user wants it done again',
};

/** What a run waits for, after “It waits”. */
export const waits: Record<Waiting, string> = {
  approval: 'for an approval',
  input: 'for an answer',
  child: 'for a colleague',
  rate: 'because the provider asked to',
  budget: 'for its budget',
  timer: 'for a time',
  network: 'for the network',
  'key-locked': 'for the keys to be unlocked',
  paused: 'because the user paused it',
  agent: 'because the user paused or retired its agent',
};

/** What happened besides acts, as a block of Markdown; empty for what only the queue cares about. */
export async function momentText(ws: Workspace, at: Instant, event: RunEvent): Promise<string> {
  const told = (words: string, ...blocks: string[]) => paragraphs(`*${time(at)}: ${words}.*`, ...blocks);
  const { kind }: { kind: string } = event;
  switch (event.kind) {
    case 'run-waiting':
      return told(`It waits ${waits[event.for]}`);
    case 'request-opened':
      return told(
        `${asks[event.asks]}${event.tool ? ` (${line(event.tool)})` : ''}`,
        ...(await cardOf(ws, event.shown)),
      );
    case 'request-answered': {
      const [said, input] = await Promise.all([payloadOf<string>(ws, event.said), payloadOf<unknown>(ws, event.input)]);
      return told(
        answers[event.answer],
        ...(said === undefined ? [] : [quote(said)]),
        ...(input === undefined ? [] : [code(input)]),
      );
    }
    case 'request-voided':
      return told('The request no longer holds');
    case 'steering-read': {
      const bodies = await Promise.all(event.messages.map(message => messageBody(ws, message)));
      return told('The user wrote', ...bodies.map(body => quote(plainText(body?.parts ?? []))));
    }
    case 'pause-requested':
      return told('The user paused it');
    case 'model-switched':
      return told(`Went on with ${event.to.model}: ${event.from.model} could not be had (${event.because})`);
    case 'resume-requested':
      return told('The user let it go on');
    case 'cancel-requested':
      return told('The user stopped it');
    case 'run-queued':
    case 'run-leased':
    case 'run-woken':
    case 'run-succeeded':
    case 'run-failed':
    case 'run-cancelled':
    case 'run-undecided':
    case 'steering-sent':
    case 'child-ended':
    case 'act-intent':
    case 'act-succeeded':
    case 'act-failed':
    case 'act-cancelled':
    case 'act-unknown':
    case 'late-usage':
      return '';
    default:
      event satisfies never;
      return told(`An event that this version does not know: ${line(kind)}`);
  }
}

/** What the user was shown. */
async function cardOf(ws: Workspace, shown: PayloadHash): Promise<string[]> {
  const body = await payloadOf<RequestBody>(ws, shown);
  if (!body) return [];
  const { question, preview, input } = body;
  if (question) return [quote([question.text, ...question.choices.map(choice => `- ${choice}`)].join('\n'))];
  if (preview?.kind === 'file') return [`The file \`${line(preview.path)}\` would become`, code(preview.after)];
  return input === undefined ? [] : [code(input)];
}

async function payloadOf<Value>(ws: Workspace, hash: PayloadHash | undefined): Promise<Value | undefined> {
  return hash === undefined ? undefined : payloadValue<Value>(await ws.db.payload.get(hash));
}
