import type { ModelInfo, Tier } from '../domain/connection';
import type { Instant } from '../domain/id';
import { costOf, type NanoUsd, type Rates } from '../domain/money';

/** A listed model with what it costs, where that is known. */
export interface ListedModel {
  connection: string;
  info: ModelInfo;
  rates?: Rates;
}

/** What models are compared by: a few pages read, one written. */
const typicalTask = { input: 8_000, output: 1_000 };

/** Candidates shown for a tier. */
const shown = 3;

/** Models that came out this long before the newest of their list are passed over while enough newer ones are left. */
const fresh = 400 * 24 * 3_600_000;

/** Lists name models for other work too; these words in an id tell them apart (ids seen in lists of November 2026). */
const otherWork =
  /embed|whisper|tts|transcri|moderation|dall-e|image|audio|realtime|speech|rerank|guard|ocr|search-preview|computer-use|deep-research|sora|veo|imagen|instruct$/;

/**
 * Two or three models fit for a tier, best first, from live lists alone: no model is known here by name. What a model
 * costs says how strong its maker holds it to be: `strong` takes the dearest of the new ones, `fast` the cheapest,
 * `balanced` and `vision` the middle, `long-context` the largest window. Models without a known price come last.
 */
export function rankModels<Model extends ListedModel>(tier: Tier, models: readonly Model[], now: Instant): Model[] {
  const usable = models.filter(({ info }) => isUsable(info, now) && fits(tier, info));
  const pool = newest(usable);
  const priced = pool.flatMap(model => {
    const cost = model.rates && costOf(typicalTask, model.rates);
    return cost === undefined || cost === 0 ? [] : [{ model, cost }];
  });
  const ranked = order(tier, priced).map(({ model }) => model);
  const rest = pool.filter(model => !ranked.includes(model)).sort(byAge);
  return spread([...ranked, ...rest]).slice(0, shown);
}

interface Priced<Model> {
  model: Model;
  cost: NanoUsd;
}

function isUsable(info: ModelInfo, now: Instant): boolean {
  if (info.lifecycle === 'retired' || info.tools === false || otherWork.test(info.id)) return false;
  return info.created === undefined || info.created <= now;
}

function fits(tier: Tier, info: ModelInfo): boolean {
  return tier !== 'vision' || info.images !== false;
}

function newest<Model extends ListedModel>(models: readonly Model[]): Model[] {
  const active = models.filter(({ info }) => info.lifecycle !== 'deprecated');
  const latest = Math.max(...active.map(({ info }) => info.created ?? 0));
  const recent = active.filter(({ info }) => latest - (info.created ?? latest) <= fresh);
  if (recent.length >= shown) return recent;
  return active.length >= shown ? active : [...models];
}

function order<Model extends ListedModel>(tier: Tier, priced: Priced<Model>[]): Priced<Model>[] {
  const byCost = priced.toSorted((a, b) => a.cost - b.cost || byAge(a.model, b.model));
  switch (tier) {
    case 'fast':
      return byCost;
    case 'strong':
      return aroundPart(byCost, 0.9);
    case 'balanced':
    case 'vision':
      return aroundPart(byCost, 0.5);
    case 'long-context':
      return byCost.toSorted((a, b) => (b.model.info.contextWindow ?? 0) - (a.model.info.contextWindow ?? 0));
  }
}

/** Nearest to this part of the way from cheapest to dearest; the very dearest are seldom what is meant. */
function aroundPart<Model>(byCost: Priced<Model>[], part: number): Priced<Model>[] {
  const middle = (byCost.length - 1) * part;
  return byCost
    .map((one, place) => ({ one, distance: Math.abs(place - middle) }))
    .sort((a, b) => a.distance - b.distance)
    .map(({ one }) => one);
}

function byAge(a: ListedModel, b: ListedModel): number {
  return (b.info.created ?? 0) - (a.info.created ?? 0);
}

/** One of each connection first, so that a choice between providers is seen. */
function spread<Model extends ListedModel>(ranked: Model[]): Model[] {
  const seen = new Set<string>();
  const first = ranked.filter(({ connection }) => !seen.has(connection) && seen.add(connection));
  return [...first, ...ranked.filter(model => !first.includes(model))];
}
