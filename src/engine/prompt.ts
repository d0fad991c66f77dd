import type { AgentRow, ModelChoice } from '../domain/agent';
import type { MessageBody, MessageRow } from '../domain/conversation';
import type { ModelInfo } from '../domain/connection';
import type { ModelRequest, SentFiles, ToolDescription, Turn } from '../domain/model-request';
import { plainText } from '../domain/part';
import type { Provider } from '../domain/ports';
import type { Price } from '../domain/price';

/** What a request is made of. */
export interface Window {
  agent: AgentRow;
  instructions: string;
  /** The branch up to the tip, oldest first. */
  messages: readonly { row: MessageRow; body: MessageBody }[];
  model: string;
  /** How hard and how long it is asked, where not as the agent does. */
  asks?: Pick<ModelChoice, 'effort' | 'maxOutput'>;
  /** The same in all calls of a conversation. */
  cacheKey?: string;
  info?: ModelInfo;
  tools: readonly ToolDescription[];
  /** The files of its messages that go along. */
  files?: SentFiles;
  /** The reply should outlive its connection. */
  resumable?: true;
  /** What is reserved for it. */
  price?: Price;
}

/** What the requests of one conversation have in common, whatever messages they show. */
interface Asking {
  worker: { agent: AgentRow; instructions: string; tools: readonly ToolDescription[] };
  choice: ModelChoice;
  provider: Pick<Provider, 'resume'>;
  cacheKey: string;
  info?: ModelInfo | undefined;
  price?: Price | undefined;
  files?: SentFiles | undefined;
}

/** All of a window but its messages: the same for a call and for the quote of one. */
export function windowParts({
  worker,
  choice,
  provider,
  cacheKey,
  info,
  price,
  files,
}: Asking): Omit<Window, 'messages'> {
  return {
    ...worker,
    model: choice.model,
    asks: choice,
    cacheKey,
    ...(files ? { files } : {}),
    ...(info ? { info } : {}),
    ...(price ? { price } : {}),
    // Who can take a reply up again wants it to outlive its connection.
    ...(provider.resume ? { resumable: true as const } : {}),
  };
}

/** Asked of a model whose answer was cut, when the user wants the rest. */
const goOn = 'Go on exactly where your last message stops. Do not repeat any of it.';

/** Before a summary. */
const notes = 'Notes on the conversation so far; they take the place of its older part:';

/** The window of one model call: the stable prefix first, so that the provider's cache stays warm. */
export function buildRequest(window: Window): ModelRequest {
  const { agent, instructions, messages, model, asks, cacheKey, info, tools, files, price, resumable } = window;
  const { maxOutput = agent.maxOutput, effort = agent.body.effort } = asks ?? {};
  const turns = turnsOf(messages);
  const last = messages.at(-1);
  // What a provider paused goes on when it is sent back as it is (Anthropic's `pause_turn`).
  const isPaused = last?.row.stop === 'paused' && last.body.model === model;
  if (last?.row.role === 'agent' && !isPaused) turns.push({ role: 'user', parts: [{ kind: 'text', text: goOn }] });
  return {
    model,
    instructions: `You are ${agent.body.name}, ${agent.body.role}.\n\n${instructions}`.trim(),
    turns,
    tools: info?.tools === false ? [] : tools.map(({ name, description, input }) => ({ name, description, input })),
    ...(files ? { files } : {}),
    maxOutput: Math.min(maxOutput, info?.maxOutput ?? maxOutput),
    ...(effort && info?.efforts?.includes(effort) ? { effort } : {}),
    ...(info?.thinking ? { thinking: info.thinking } : {}),
    ...(agent.body.answer && info?.structured ? { answer: agent.body.answer } : {}),
    ...(cacheKey === undefined ? {} : { cacheKey }),
    ...(resumable ? { resumable } : {}),
    ...(price?.source.match === 'exact' ? { maxPrice: dearest(price) } : {}),
  };
}

/** Messages as turns of a request; a summary is told as such. */
export function turnsOf(messages: Window['messages']): Turn[] {
  return messages
    .filter(({ body }) => body.parts.length > 0)
    .map(({ row, body }) =>
      row.role === 'summary'
        ? { role: 'user', parts: [{ kind: 'text', text: `${notes}\n\n${plainText(body.parts)}` }] }
        : { role: row.role, parts: body.parts },
    );
}

/** The dearest rates the price knows: a long request may fall into a tier. */
function dearest({ rates, tiers }: Price): NonNullable<ModelRequest['maxPrice']> {
  const all = [rates, ...tiers.map(tier => tier.rates)];
  return { input: Math.max(...all.map(({ input }) => input)), output: Math.max(...all.map(({ output }) => output)) };
}
