import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ceilingClassOf } from '../../src/domain/ceiling-class';
import type { ProviderName } from '../../src/domain/connection';
import type { Turn } from '../../src/domain/model-request';
import type { Price } from '../../src/domain/price';
import type { Usage } from '../../src/domain/usage';
import { providerFor } from '../../src/providers/wires';
import { providerIn, type Recording } from './recordings';
import { endpoint, eventsOf } from './replay';

type Body = Record<string, unknown>;

const price: Price = {
  rates: { input: 1, output: 1 },
  tiers: [],
  source: { name: 'built-in', date: '2026-09-23', model: '', match: 'exact' },
};

/** A recorded call: what was asked, and what its provider said it used. */
export interface RecordedCall {
  name: string;
  /** UTF-8 bytes of the request body. */
  bytes: number;
  body: Body;
  usage: Usage;
  /** The output limit that was sent. */
  maxOutput?: number;
}

/** The call of a recording, where its request was recorded too, its ceiling is hard and its provider told what it used. */
export async function recordedCall(directory: string, recording: Recording): Promise<RecordedCall | undefined> {
  const { name, folder, wire } = recording;
  const asked = join(directory, name.replace(/\.sse$/, '.request.json'));
  if (!wire || !name.endsWith('.sse') || !existsSync(asked)) return undefined;
  const body: Body = JSON.parse(readFileSync(asked, 'utf8'));
  if (!isHard(providerIn(folder), body)) return undefined;
  const bytes = new Uint8Array(readFileSync(join(directory, name)));
  const events = await eventsOf(await providerFor(wire), endpoint({ provider: providerIn(folder), wire }), { bytes });
  const said = events.findLast(event => event.kind === 'usage');
  if (!said || !events.some(event => event.kind === 'end')) return undefined;
  const limit = limitIn(body);
  return {
    name,
    body,
    // As we would send it: the recordings hold spaces, or none.
    bytes: Buffer.byteLength(JSON.stringify(body)),
    usage: said.usage,
    ...(limit === undefined ? {} : { maxOutput: limit }),
  };
}

function limitIn({ max_tokens, max_completion_tokens, max_output_tokens, generationConfig }: Body): number | undefined {
  const inConfig = (generationConfig as { maxOutputTokens?: unknown } | undefined)?.maxOutputTokens;
  const limit = max_tokens ?? max_completion_tokens ?? max_output_tokens ?? inConfig;
  return typeof limit === 'number' ? limit : undefined;
}

/** Whether a call is no more than text and own tools: neither files, nor hosted tools, nor a window its provider keeps. */
function isHard(provider: ProviderName, body: Body): boolean {
  const words = JSON.stringify(body);
  if (/"(?:previous_response_id|conversation|context_management)":/.test(words)) return false;
  if (/"(?:image|image_url|input_image|input_audio|document|input_file|inlineData|fileData|file)":/.test(words))
    return false;
  if (/"type":"(?:image|document|file|input_audio)"/.test(words)) return false;
  const model = String(body['model']);
  return ceilingClassOf({ provider, model, price, contextWindow: 1 }).is === 'hard' && tools(body).every(isOwn);
}

const tools = (body: Body): Body[] => (Array.isArray(body['tools']) ? (body['tools'] as Body[]) : []);
const isOwn = (tool: Body) =>
  tool['type'] === 'function' || 'functionDeclarations' in tool || ('input_schema' in tool && !('type' in tool));

const windows = ['messages', 'input', 'contents'];

/** The messages of a request, whatever its wire calls them. */
const messagesIn = (body: Body): unknown[] =>
  windows.flatMap(name => (Array.isArray(body[name]) ? (body[name] as unknown[]) : []));

/** What a call says after another one's request and answer, where it begins with both; nothing where it does not. */
export function sinceOf(call: RecordedCall, before: RecordedCall): { answer: Turn; since: Turn[] } | undefined {
  const [old, now] = [messagesIn(before.body), messagesIn(call.body)];
  const rest = (body: Body) => Object.entries(body).filter(([name]) => !windows.includes(name));
  const isSame = isDeepStrictEqual(rest(call.body), rest(before.body));
  if (!isSame || now.length <= old.length || !isDeepStrictEqual(now.slice(0, old.length), old)) return undefined;
  const added = now.slice(old.length).map(message => message as Body);
  const first = added.findIndex(isUsers);
  if (first < 1) return undefined;
  const turn = (role: Turn['role'], messages: Body[]): Turn => ({
    role,
    parts: messages.flatMap(blocksOf).map(block => ({ kind: 'text', text: JSON.stringify(block) })),
  });
  return { answer: turn('agent', added.slice(0, first)), since: [turn('user', added.slice(first))] };
}

const isUsers = ({ role, type }: Body) => role === 'user' || role === 'tool' || type === 'function_call_output';
const blocksOf = (message: Body): unknown[] => {
  const blocks = message['content'] ?? message['parts'];
  return Array.isArray(blocks) ? blocks : [message];
};
