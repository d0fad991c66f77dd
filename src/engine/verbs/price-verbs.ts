import type { AgentRow, ModelChoice } from '../../domain/agent';
import { AppError } from '../../domain/error';
import type { Id } from '../../domain/id';
import { filesOf } from '../../domain/part';
import { weighFiles, type FileWeight } from '../../domain/sent-file';
import { costOf, type Rates } from '../../domain/money';
import { enoughForShare, quoteTask } from '../../domain/quote';
import type { Price } from '../../domain/price';
import { typicalTask } from '../../domain/typical-task';
import { windowOf } from '../../domain/window';
import { agentWithInstructions } from '../../storage/agents';
import { costsOfAlikeTasks } from '../../storage/alike-tasks';
import { attachmentsOf } from '../../storage/attachments';
import { wakeForBudgets } from '../../storage/budgets';
import { connectionWithKey, listConnections, listedModel, listedModels } from '../../storage/connections';
import { applyPrices, keptPrice, removePrice, setPrice } from '../../storage/prices';
import { readConversation } from '../../storage/conversations';
import { readWindow } from '../../storage/messages';
import { setSetting } from '../../storage/settings';
import type { Candidate, PriceChange, Quote } from '../door';
import type { Engine } from '../engine';
import type { RankedModel } from '../ports';
import { priceOf } from '../price-of';
import { bodies, boundOf } from '../bound';
import type { Bound } from '../call';
import { filesFor } from '../prepare-call';
import { buildRequest, windowParts } from '../prompt';
import { reckonedFiles } from '../sent-files';
import type { VerbHandlers } from '../serve-door';
import { endpointOf } from '../step';
import { toolsetOf } from '../toolset';

/** The public list "Update prices" reads: no key is sent. Answers pages (CORS `*`) without a key (WIRE 2.2). */
const priceList = 'https://openrouter.ai/api/v1/models';

/** Bytes of a price list at most. */
const priceListLimit = 16_000_000;

type Names = 'priceOf' | 'candidates' | 'fetchPrices' | 'applyPrices' | 'setPrice' | 'quote';

/** What a screen asks and says about prices. */
export function priceVerbs(engine: Engine): Pick<VerbHandlers, Names> {
  const { workspace } = engine;
  return {
    priceOf: (_, choice) => priceOf(engine, choice),
    candidates: (_, tier) => candidates(engine, tier),
    fetchPrices: ({ abort }) => fetchPrices(engine, abort),
    async applyPrices(_, changes) {
      await applyPrices(
        workspace,
        changes.map(({ provider, model, after: { rates, tiers }, date }) => ({
          source: 'openrouter' as const,
          provider,
          body: { model, rates, tiers: [...tiers], date },
        })),
      );
      await setSetting(workspace, 'pricesUpdatedAt', engine.now());
      await wakeForBudgets(workspace);
    },
    async setPrice(_, provider, model, rates) {
      if (!rates) return removePrice(workspace, provider, model);
      await setPrice(workspace, { source: 'user', provider, body: { model, rates, tiers: [], date: today(engine) } });
      await wakeForBudgets(workspace);
    },
    quote: (_, conversation, agent, text, model) => quote(engine, conversation, agent, text, model),
  };
}

const today = (engine: Engine) => new Date(engine.now()).toISOString().slice(0, 10);

async function candidates(engine: Engine, tier: AgentRow['tier']): Promise<Candidate[]> {
  const models: (RankedModel & { connection: Id<'connection'>; price?: Price })[] = [];
  for (const connection of await listConnections(engine.workspace)) {
    if (connection.wire === 'simulated') continue;
    for (const info of await listedModels(engine.workspace, connection.id)) {
      const price = await priceOf(engine, { connection: connection.id, model: info.id });
      models.push({ connection: connection.id, info, ...(price ? { price, rates: price.rates } : {}) });
    }
  }
  const ranked = await engine.prices.rank(tier, models, engine.now());
  return ranked.flatMap(({ connection, info }) => {
    const model = models.find(one => one.connection === connection && one.info.id === info.id);
    if (!model) return [];
    const typical = model.price && costOf(typicalTask, model.price.rates);
    return [
      {
        choice: { connection: model.connection, model: info.id },
        name: info.name,
        ...(model.price ? { price: model.price } : {}),
        ...(typical === undefined ? {} : { typical }),
        ...(info.contextWindow === undefined ? {} : { contextWindow: info.contextWindow }),
      },
    ];
  });
}

/** What the public list would change; nothing is applied. */
async function fetchPrices(engine: Engine, abort: AbortSignal): Promise<PriceChange[]> {
  const reply = await engine.vault.send(
    { method: 'GET', url: priceList, headers: {}, connection: 'price-list', purpose: 'prices' },
    abort,
  );
  const listed = await engine.prices.readList(await readText(reply.chunks, priceListLimit));
  const wanted = new Set((await listConnections(engine.workspace)).map(({ provider }) => provider));
  const changes: PriceChange[] = [];
  for (const { provider, model, rates, tiers } of listed) {
    if (!wanted.has(provider)) continue;
    const kept = await keptPrice(engine.workspace, 'openrouter', provider, model);
    const before = kept?.body ?? (await builtIn(engine, provider, model));
    const after = { rates, tiers };
    if (before && samePrice(before, after)) continue;
    changes.push({ provider, model, after, date: today(engine), ...(before ? { before: priceIn(before) } : {}) });
  }
  return changes;
}

async function builtIn(
  engine: Engine,
  provider: PriceChange['provider'],
  model: string,
): Promise<ListedPrice | undefined> {
  const known = await engine.prices.find(provider, model, engine.now());
  return known?.match === 'exact' ? known : undefined;
}

type ListedPrice = Pick<Price, 'rates' | 'tiers'>;
const priceIn = ({ rates, tiers }: ListedPrice): ListedPrice => ({ rates, tiers });

/** Equal for requests of every size. */
function samePrice(one: ListedPrice, other: ListedPrice): boolean {
  const bySize = ({ tiers }: ListedPrice) => tiers.toSorted((a, b) => a.above - b.above);
  const [tiers, others] = [bySize(one), bySize(other)];
  return (
    sameRates(one.rates, other.rates) &&
    tiers.length === others.length &&
    tiers.every(({ above, rates }, at) => above === others[at]?.above && sameRates(rates, others[at].rates))
  );
}

/** Equal in every class that either names. */
function sameRates(a: Rates, b: Rates): boolean {
  const names = ['input', 'output', 'cacheRead', 'cacheWrite', 'cacheWriteHour', 'webSearch'] as const;
  return names.every(name => a[name] === b[name]);
}

async function readText(chunks: AsyncIterable<Uint8Array>, limit: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > limit) throw new AppError('reply-unreadable');
  }
  return text + decoder.decode();
}

/** What the next message can cost at most, and what such a call costs when the answer has a usual length. */
async function quote(
  engine: Engine,
  conversation: Id<'conversation'> | undefined,
  agentId: Id<'agent'>,
  text: string,
  chosen?: ModelChoice,
): Promise<Quote> {
  const agent = await agentWithInstructions(engine.workspace, agentId);
  const { connection, body, simulated } = agent.row;
  const choice = chosen ?? (connection && { connection, model: body.model });
  const found = choice && !simulated ? await connectionWithKey(engine.workspace, choice.connection) : undefined;
  if (!choice || !found) return {};
  const price = await priceOf(engine, choice);
  if (!price) return {};
  const info = await listedModel(engine.workspace, choice);
  const tip = conversation && (await readConversation(engine.workspace, conversation))?.leaf;
  const window = tip ? windowOf(await readWindow(engine.workspace, tip)) : [];
  const waiting = (await attachmentsOf(engine.workspace, conversation ?? 'today')).map(one => one.body.file);
  const reader = { provider: found.connection.provider, model: choice.model, ...(info ? { info } : {}) };
  const shown = await filesFor(
    engine.workspace,
    reader,
    window.flatMap(message => filesOf(message.body.parts)),
  );
  const files = waiting.length === 0 ? shown : { ...reckonedFiles(reader, waiting), ...shown };
  const provider = await engine.providerFor(found.connection.wire);
  const { tools } = await toolsetOf(engine, agent.row);
  const worker = { agent: agent.row, instructions: agent.instructions, tools };
  // As long as the one that a new conversation gets.
  const cacheKey = conversation ?? agentId;
  const parts = windowParts({ worker, choice, provider, cacheKey, info, price, files });
  const request = buildRequest({ ...parts, messages: window });
  request.turns = [...request.turns, { role: 'user', parts: [...waiting, { kind: 'text', text }] }];
  const endpoint = endpointOf(found.connection);
  const sent = provider.body(endpoint, request);
  const made = { request, body: sent, price, ...(info ? { info } : {}) };
  const bound = await boundOf(engine.workspace, { provider: found.connection.provider, ...made }, window, {
    choice,
    bodyOf: bodies(provider, endpoint, parts),
  });
  const input = usualInput(sent.length, weighFiles(request.turns, files), bound);
  const output = Math.min(typicalTask.output, request.maxOutput);
  const reckoned = input && costOf({ input, output }, price.rates);
  // Both are bounds of what is not known yet, each by its own way: the more certain one holds.
  const usually = reckoned && Math.min(reckoned, bound.ceiling ?? reckoned);
  return {
    ceilingClass: bound.ceilingClass,
    ...(bound.ceiling === undefined ? {} : { atMost: bound.ceiling }),
    ...(usually === undefined ? {} : { usually }),
    ...(conversation || chosen ? {} : await taskQuote(engine, agentId)),
  };
}

/** What a whole task of this agent costs, by those that were; nothing where they are too few. */
async function taskQuote(engine: Engine, agent: Id<'agent'>): Promise<Pick<Quote, 'task'>> {
  const task = quoteTask(await costsOfAlikeTasks(engine.workspace, agent));
  if (task.is === 'too-few') return {};
  return { task: { usually: task.p50, ...(task.tasks < enoughForShare ? {} : { rarelyOver: task.p95 }) } };
}

/** Tokens a call usually reads; nothing where a file has no formula and was not read before either. */
function usualInput(length: number, files: FileWeight, { ceilingClass, mostInput }: Bound): number | undefined {
  if (files.tokens !== undefined) return Math.ceil((length - files.bytes) / 4) + files.tokens;
  return ceilingClass.is === 'hard' ? mostInput : undefined;
}
