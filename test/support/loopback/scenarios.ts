/** What the stand-in does with a request: queued by the test, else read from the user's words, else from the key. */

export interface Answer {
  kind: 'answer';
  /** Thought before the text. */
  reasoning?: string;
  text: string;
  /** Asks for a tool after the text. */
  tool?: AskedTool;
  /** Asks for more tools in the same answer; Anthropic's wire only. */
  also?: AskedTool[];
  stop?: 'end' | 'length' | 'refusal';
  /** Tokens a second; as fast as the socket takes them when absent. */
  pace?: number;
  /** Stops after so many tokens, until the test says `goOn`: the first time. */
  held?: number;
  /** What goes wrong after so many tokens. */
  fault?: { after: number; how: 'cut' | 'hang' | 'error' };
}

export interface AskedTool {
  name: string;
  input: Record<string, unknown>;
}

export type RefusalName =
  | 'wrong-key'
  | 'organisation'
  | 'no-credit'
  | 'rate-limited'
  | 'overloaded'
  | 'server-error'
  | 'bad-request'
  | 'context-too-long'
  | 'unknown-model'
  | 'unknown-path';

export interface Refusal {
  kind: 'refusal';
  name: RefusalName;
  /** Seconds; sent as a header and, where the provider does so, in the text. */
  retryAfter?: number;
  /** What was wrong, for `bad-request` and `unknown-model`. */
  detail?: string;
}

/** Takes the request and never says a word. */
interface Silence {
  kind: 'silence';
}

/** Breaks the connection before any byte of an answer. */
interface Hangup {
  kind: 'hangup';
}

export type Scene = Answer | Refusal | Silence | Hangup;

const filler = [
  'ledger',
  'lamp',
  'paper',
  'harbour',
  'the',
  'a',
  'careful',
  'figure',
  'was',
  'found',
  'between',
  'two',
  'columns',
  'and',
  'every',
  'cent',
  'agrees',
  'with',
  'its',
  'receipt',
  'so',
  'nothing',
  'is',
  'left',
  'open',
  'tonight',
];

/** Running text of exactly `tokens` tokens, numbered so that a lost or doubled piece shows. */
export function proseOf(tokens: number): string {
  return Array.from({ length: tokens }, (_, index) =>
    index % 10 === 9 ? `(${index + 1})` : filler[(index * 7) % filler.length],
  ).join(' ');
}

const wordsToScenes: [RegExp, (match: RegExpExecArray) => Scene][] = [
  [
    /^write (\d+) words(?: at (\d+) per second)?(?:, held after (\d+))?/i,
    match => ({
      kind: 'answer',
      text: proseOf(Number(match[1])),
      ...(match[2] !== undefined && { pace: Number(match[2]) }),
      ...(match[3] !== undefined && { held: Number(match[3]) }),
    }),
  ],
  [
    /^think about (.+)/i,
    match => ({
      kind: 'answer',
      reasoning: `First I look at ${match[1]}. Then I weigh it.`,
      text: `I thought about ${match[1]}.`,
    }),
  ],
  [
    /^calculate (.+)/i,
    match => ({
      kind: 'answer',
      text: 'I calculate that.',
      tool: { name: 'calculate', input: { expression: match[1] } },
    }),
  ],
  [
    /^write the file (\S+)/i,
    match => ({
      kind: 'answer',
      text: 'I write it down.',
      tool: { name: 'write_file', input: { path: match[1], content: 'Every cent agrees with its receipt.' } },
    }),
  ],
  [
    /^cut after (\d+)/i,
    match => ({
      kind: 'answer',
      text: proseOf(Number(match[1]) + 40),
      fault: { after: Number(match[1]), how: 'cut' },
    }),
  ],
  [
    /^break after (\d+)/i,
    match => ({
      kind: 'answer',
      text: proseOf(Number(match[1]) + 40),
      fault: { after: Number(match[1]), how: 'error' },
    }),
  ],
  [
    /^hang after (\d+)/i,
    match => ({
      kind: 'answer',
      text: proseOf(Number(match[1]) + 40),
      fault: { after: Number(match[1]), how: 'hang' },
    }),
  ],
  [/^refuse/i, () => ({ kind: 'answer', text: '', stop: 'refusal' })],
  [/^say (.+)/is, match => ({ kind: 'answer', text: match[1] ?? '' })],
];

/** A tool's result is repeated; else the user's words decide, and what they do not ask for is repeated. */
export function usualScene({ toolOutput, words }: { toolOutput?: string; words: string }): Scene {
  if (toolOutput !== undefined) return { kind: 'answer', text: `The result is ${toolOutput}.` };
  for (const [pattern, make] of wordsToScenes) {
    const match = pattern.exec(words.trim());
    if (match) return make(match);
  }
  return { kind: 'answer', text: `You said: ${words}` };
}
