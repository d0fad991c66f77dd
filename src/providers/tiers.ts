import type { ModelInfo, Tier } from '../domain/connection';
import type { Instant } from '../domain/id';
import { costOf, type Rates } from '../domain/money';
import { typicalTask } from '../domain/typical-task';

/** A model that could be chosen, with its price where one is known. */
interface PricedModel {
  connection: string;
  info: ModelInfo;
  rates?: Rates;
}

/** Most candidates worth showing. */
const most = 3;

/**
 * What a typical task costs in each tier, nano-dollars: the middle of the small, mid-size and large models of the big
 * makers in the price table of 2026-09 (Haiku and mini: 0.4–1.3 cents; Sonnet and plain GPT: 2–4; Opus and Fable: 5–13).
 */
const target: Readonly<Record<Tier, number>> = {
  fast: 5_000_000,
  balanced: 28_000_000,
  strong: 70_000_000,
  'long-context': 28_000_000,
  vision: 28_000_000,
};

/** Makers call their sizes by a few words; where no price is known they are the only sign. */
const sizes: readonly (readonly [RegExp, number])[] = [
  [/nano|8b\b|ministral/, 1_000_000],
  [/mini|lite|flash|haiku|small|fast|instant|luna/, 5_000_000],
  [/opus|fable|mythos|large|ultra|astra|(^|-)pro\b|max\b/, 70_000_000],
];

/** Speech, pictures, embeddings and guards: they do not converse. Dated copies: their plain name stands beside them. */
const cannotConverse =
  /embed|whisper|tts|audio|realtime|transcri|speech|voice|image|dall-e|sora|veo|moderation|guard|rerank|ocr|babbage|davinci|instruct$|computer-use|deep-research|search-preview/;
const dated = /[-@](?:\d{8}|\d{4}-\d{2}-\d{2})$/;

const year = 365 * 24 * 3_600_000;

/**
 * Two or three models for a tier, best first, out of the live lists; no model is known by name. What counts: how far the
 * price of a typical task lies from what the tier usually costs (a factor of e weighs 1), age (a year weighs 1; unknown
 * counts as one), a known price over none, a stable release over a preview; for `long-context` the window (a doubling
 * weighs 1), for `vision` that pictures are known to be taken. The best of each connection comes first, so that a choice
 * between providers is seen.
 */
export function rankModels<Model extends PricedModel>(tier: Tier, models: readonly Model[], now: Instant): Model[] {
  const able = models.filter(({ info }) => isFit(tier, info));
  const names = new Set(able.map(model => keyOf(model)));
  const plain = able.filter(model => !dated.test(model.info.id) || !names.has(keyOf(model).replace(dated, '')));
  const ranked = plain
    .map(model => ({ model, distance: distanceOf(tier, model, now) }))
    .toSorted((a, b) => a.distance - b.distance || (a.model.info.id < b.model.info.id ? -1 : 1))
    .map(({ model }) => model);
  const best = ranked.filter((model, place) => ranked.findIndex(one => one.connection === model.connection) === place);
  return [...best, ...ranked.filter(model => !best.includes(model))].slice(0, most);
}

const keyOf = ({ connection, info }: PricedModel) => `${connection}|${info.id}`;

function isFit(tier: Tier, info: ModelInfo): boolean {
  if (info.lifecycle === 'retired' || info.lifecycle === 'deprecated' || info.tools === false) return false;
  if (tier === 'vision' && info.images === false) return false;
  return !cannotConverse.test(info.id.toLowerCase());
}

function distanceOf(tier: Tier, { info, rates }: PricedModel, now: Instant): number {
  const id = info.id.toLowerCase();
  const known = rates && costOf(typicalTask, rates);
  const cost = known ?? sizes.find(([word]) => word.test(id))?.[1] ?? target.balanced;
  const age = info.created === undefined ? 1 : Math.max(0, now - info.created) / year;
  // What is free is a trial with narrow limits: as far away as a factor of a thousand.
  const off = Math.log(Math.max(cost, target[tier] / 1_000) / target[tier]);
  return (
    // Who asks for a strong model would rather have a dearer one than a weaker.
    (tier === 'strong' && off > 0 ? off * 0.4 : Math.abs(off)) +
    age +
    (/preview|beta|exp\b|experimental|alpha/.test(id) ? 0.5 : 0) +
    (known === undefined ? 2 : 0) +
    windowDistance(tier, info) +
    (tier === 'vision' && info.images === undefined ? 0.5 : 0)
  );
}

/** A window of a million tokens is what `long-context` asks for; unknown counts as 128,000. */
function windowDistance(tier: Tier, { contextWindow = 128_000 }: ModelInfo): number {
  return tier === 'long-context' ? Math.max(0, Math.log2(1_000_000 / contextWindow)) : 0;
}
