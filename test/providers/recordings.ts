import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

import type { ProviderName, Wire } from '../../src/domain/connection';
import type { ErrorCode } from '../../src/domain/error';
import type { Part } from '../../src/domain/part';
import type { ModelReply, StreamEvent } from '../../src/domain/stream';
import { collectReply } from '../../src/engine/collect';
import { providerFor } from '../../src/providers/wires';
import { classesOf, tokensOf } from './recorded-usage';
import { endpoint, eventsOf } from './replay';

/** Traffic that others recorded, with what each file holds (`expected.json` beside it), against our adapters. */

interface ExpectedStream {
  kind: 'stream';
  textLength: number;
  textHead: string;
  thinkingLength: number;
  /** At Google also pieces of calls: those that grow have no name, and none of them says its arguments. */
  toolCalls: { name: string | null; args: unknown }[];
  usage: unknown;
  stop: string | null;
  errors: unknown[];
}

interface ExpectedError {
  kind: 'http-error';
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export interface Recording {
  /** `folder/file`. */
  name: string;
  folder: string;
  /** Absent: no adapter speaks this folder's protocol. */
  wire?: Wire;
  expected: ExpectedStream | ExpectedError;
}

export const chunkSizes = [1, 7, 997, Number.POSITIVE_INFINITY];

/** What lies in a folder of recordings. Throws where there is no `expected.json`. */
export function readRecordings(directory: string): Recording[] {
  const expected: Record<string, Recording['expected']> = JSON.parse(
    readFileSync(join(directory, 'expected.json'), 'utf8'),
  );
  return Object.entries(expected).map(([name, value]) => {
    const folder = name.split('/')[0] ?? '';
    const wire = wireOf(folder);
    return { name, folder, expected: value, ...(wire ? { wire } : {}) };
  });
}

function wireOf(folder: string): Wire | undefined {
  if (folder === 'gemini') return 'gemini';
  if (folder.endsWith('-messages')) return 'anthropic-messages';
  if (folder.endsWith('-responses')) return 'openai-responses';
  return folder.endsWith('-chat') || folder.startsWith('compat-') ? 'openai-chat' : undefined;
}

const providers: Readonly<Record<string, ProviderName>> = {
  'anthropic-messages': 'anthropic',
  gemini: 'google',
  'openai-chat': 'openai',
  'openai-responses': 'openai',
  'openrouter-chat': 'openrouter',
  'openrouter-responses': 'openrouter',
  'compat-deepseek': 'deepseek',
  'compat-groq': 'groq',
  'compat-mistral': 'mistral',
  'compat-xai': 'xai',
  'xai-responses': 'xai',
};

/** Who served the recordings of a folder. */
export const providerIn = (folder: string): ProviderName => providers[folder] ?? 'custom';

/** Where an adapter's reading of one recording differs from what it holds; empty when it does not. */
export async function differences(directory: string, recording: Recording, size: number): Promise<string[]> {
  const { name, folder, wire, expected } = recording;
  if (!wire) throw new Error(`${folder} has no adapter`);
  const provider = await providerFor(wire);
  const place = endpoint({ provider: providerIn(folder), wire });
  const bytes = new Uint8Array(readFileSync(join(directory, name)));
  if (expected.kind === 'http-error') {
    const { status, headers } = expected;
    return compareError(await eventsOf(provider, place, { bytes, status, headers }, { size }), expected);
  }
  const replies: StreamEvent[][] = [];
  for (const reply of splitReplies(bytes)) replies.push(await eventsOf(provider, place, { bytes: reply }, { size }));
  return [...compareStream(wire, replies, expected), ...comparePieces(replies, bytes)];
}

/** Four files hold the replies of several calls one behind the other; each call reads one. */
function splitReplies(bytes: Uint8Array): Uint8Array[] {
  const replies = new TextDecoder().decode(bytes).split(/(?<=^data: \{"type":"message_stop".*\n\n)(?=.)/m);
  return replies.map(reply => new TextEncoder().encode(reply));
}

function compareStream(wire: Wire, replies: StreamEvent[][], expected: ExpectedStream): string[] {
  const events = replies.flat();
  const found: string[] = [];
  const same = (what: string, got: unknown, wanted: unknown) => {
    if (!isDeepStrictEqual(got, wanted)) found.push(`${what}: ${short(got)} instead of ${short(wanted)}`);
  };
  const words = (kind: 'text-delta' | 'reasoning-delta') =>
    events.map(event => (event.kind === kind ? event.text : '')).join('');
  const text = words('text-delta');
  same('text length', points(text).length, expected.textLength);
  same('text head', points(text).slice(0, points(expected.textHead).length).join(''), expected.textHead);
  same('reasoning length', points(words('reasoning-delta')).length, expected.thinkingLength);
  const kept = replies.map(collected);
  // What is kept must be what was streamed, once.
  const parts = kept.flatMap(reply => reply.parts);
  same('kept text', keptWords(parts, 'text'), text);
  same('kept reasoning', letters(keptWords(parts, 'reasoning')), letters(words('reasoning-delta')));
  const raw = Object.assign({}, ...kept.map(reply => reply.rawUsage));
  same('usage', raw, expected.usage);
  const usage = Object.assign({}, ...kept.map(reply => reply.usage));
  const counted = classesOf(wire, expected.usage ?? {});
  // Searches of these two stand in the answer, not in the usage (hosted-tools.test.ts).
  const { hostedCalls: _, ...told } = usage;
  if (wire === 'openai-responses' || wire === 'gemini') delete told.webSearches;
  same('usage by class', told, counted?.classes ?? {});
  if (counted?.total !== undefined) same('all tokens', tokensOf(usage), counted.total);
  for (const reply of replies) {
    const closing = reply.filter(event => event.kind === 'end' || event.kind === 'failure');
    same('closing events', closing.length, 1);
    same('last event closes', reply.at(-1) === closing[0], true);
  }
  if (expected.errors.length > 0) {
    same('failure', kept.at(-1)?.failure?.code, codeOf(expected.errors[0], 0));
    return found;
  }
  const asked = expected.toolCalls.filter(({ name }) => name !== null);
  same(
    'tool calls',
    events
      .flatMap(event => (event.kind === 'part' ? callOf(event.part) : []))
      .map(({ name, args }, index) => ({ name, args: asked[index]?.args === null ? null : args })),
    asked.map(({ name, args }) => ({ name, args })),
  );
  const end = events.at(-1);
  same('stop', end?.kind === 'end' ? (end.rawStop ?? null) : end, expected.stop);
  return found;
}

/** Arguments in pieces, by another way than the adapter's: all words of the pieces are all words of the calls. */
function comparePieces(replies: StreamEvent[][], bytes: Uint8Array): string[] {
  const pieces = new TextDecoder()
    .decode(bytes)
    .matchAll(/"partialArgs":\[\{"jsonPath":"[^"]*","stringValue":"([^"]*)"/g);
  const sent = Array.from(pieces, ([, words]) => words).join('');
  if (sent === '') return [];
  const calls = replies.flat().flatMap(event => (event.kind === 'part' ? callOf(event.part) : []));
  const got = calls.flatMap(({ args }) => Object.values(args ?? {})).join('');
  return got === sent ? [] : [`pieces of arguments: ${short(got)} instead of ${short(sent)}`];
}

function collected(events: StreamEvent[]): ModelReply {
  const collector = collectReply();
  for (const event of events) collector.take(event);
  collector.close();
  return collector.reply;
}

function compareError(events: StreamEvent[], { status, body }: ExpectedError): string[] {
  const [event] = events;
  if (events.length !== 1 || event?.kind !== 'failure') return [`${short(events)} instead of one failure`];
  const wanted = codeOf(body, status);
  if (event.error.code !== wanted) return [`failure: ${event.error.code} instead of ${wanted}`];
  return String(event.error.parameters['message'] ?? '').length > 500
    ? ['more than 500 characters of the provider']
    : [];
}

/** What a recorded error means, by the words of its own `type` and `code`: a second opinion on `failures.ts`. */
function codeOf(body: unknown, status: number): ErrorCode {
  const words = JSON.stringify(body);
  if (!/"(error|message)":/.test(words) || /"stop_reason":/.test(words)) return 'reply-unreadable';
  if (words.includes('"insufficient_quota"')) return 'no-credit';
  if (status === 429) return 'rate-limited';
  if (words.includes('"model_not_found"') || words.includes('"not_found_error"') || words.includes('"NOT_FOUND"'))
    return 'unknown-model';
  return 'request-refused';
}

/** Our tool calls, and those a provider carried out itself: both were asked for in the stream. */
function callOf(part: Part): { name: unknown; args: unknown }[] {
  if (part.kind === 'tool-call') return [{ name: part.name, args: part.unparsed ?? part.input }];
  if (part.kind !== 'provider') return [];
  const block = part.replay.block as { name?: string; input?: unknown };
  return part.type === 'server_tool_use' || part.type === 'custom_tool_call'
    ? [{ name: block.name, args: block.input }]
    : [];
}

function keptWords(parts: readonly Part[], kind: 'text' | 'reasoning'): string {
  return parts.map(part => (part.kind === kind ? part.text : '')).join('');
}

/** Unicode code points: what `expected.json` counts. */
const points = (text: string) => Array.from(text);

/** Paragraphs between summaries are ours: only the letters must agree. */
const letters = (text: string) => text.replaceAll(/\s/g, '');

const short = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 300);
