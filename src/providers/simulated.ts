import { errorValue } from '../domain/error';
import type { ModelRequest } from '../domain/model-request';
import type { Provider, ProviderCall } from '../domain/ports';
import type { StreamEvent } from '../domain/stream';
import type { Usage } from '../domain/usage';
import { wait } from '../lib/wait';
import { play } from './simulated-script';

/** Milliseconds before the first word and between words: about as fast as a mid-size model. */
interface Pace {
  first: number;
  word: number;
}

/**
 * The demo team's provider: a script instead of a model, through the same engine, tools and ledger. Nothing leaves the
 * device, nothing costs anything, and what is not in the script is declined (UX: First run without a key).
 */
export function simulated(pace: Pace = { first: 300, word: 25 }): Provider {
  return {
    stream: (_, request, call) => perform(request, call, pace),
    body: (_, request) => JSON.stringify(request),
    listModels: () => Promise.resolve([{ id: 'simulated-1', name: 'Simulated', tools: true, contextWindow: 200_000 }]),
    check: () => Promise.resolve({}),
  };
}

async function* perform(request: ModelRequest, { abort }: ProviderCall, pace: Pace): AsyncGenerator<StreamEvent> {
  const { reasoning = '', text, calls } = play(request);
  const asked = callsOf(request, calls);
  const words = text + asked.map(call => JSON.stringify(call.input)).join('');
  try {
    yield { kind: 'start', model: request.model };
    yield usageOf(request, '', '');
    await wait(pace.first, abort);
    for (const piece of wordsOf(reasoning)) {
      yield { kind: 'reasoning-delta', text: piece };
      await wait(pace.word, abort);
    }
    for (const piece of wordsOf(text)) {
      yield { kind: 'text-delta', text: piece };
      await wait(pace.word, abort);
    }
    for (const part of asked) yield { kind: 'part', part };
    yield usageOf(request, words, reasoning);
    yield { kind: 'end', stop: asked.length > 0 ? 'tool-calls' : 'end' };
  } catch (error) {
    yield { kind: 'failure', error: errorValue(error) };
  }
}

/** Ids that are new in this window and the same each time. */
function callsOf({ turns }: ModelRequest, calls: ReturnType<typeof play>['calls']) {
  return calls.map(({ name, input }, index) => ({
    kind: 'tool-call' as const,
    call: `call_${turns.length}_${index}`,
    name,
    input,
  }));
}

const wordsOf = (text: string) => text.match(/\s*\S+/g) ?? [];

/** Four characters count as a token: close enough for figures that cost nothing. */
const tokens = (text: string) => Math.ceil(text.length / 4);

function usageOf(request: ModelRequest, words: string, reasoning: string): StreamEvent {
  const usage: Usage = {
    input: tokens(JSON.stringify(request)),
    output: tokens(words) + tokens(reasoning),
    reasoning: tokens(reasoning),
  };
  return { kind: 'usage', usage, raw: { simulated: true, ...usage } };
}
