import type { ProviderName } from './connection';
import type { Price } from './price';

/**
 * How sure a call's ceiling is (MONEY: Ceilings). `hard` (class A): it cannot cost more. `soft` (class B): it is counted
 * and shown, but could be passed. `none` (class C): nothing bounds it, so a budget refuses it unless the user has said
 * what such a call counts as.
 */
export type CeilingClass =
  | { is: 'hard' }
  | { is: 'soft'; because: Exclude<Doubt, 'no-price'> }
  | { is: 'none'; because: Doubt };

/** What keeps a ceiling from being hard. */
type Doubt =
  /** No source knows a price. */
  | 'no-price'
  /** The price is that of another model whose id begins alike. */
  | 'similar-price'
  /** A server nobody vouches for: it may not keep to the output limit. */
  | 'unknown-server'
  /** The model uses tools of its provider, which read as much as they like. */
  | 'hosted-tools'
  /** A picture or document without a formula for its tokens. */
  | 'files';

/** What decides about the class of a call. */
export interface Ceilinged {
  provider: ProviderName;
  model: string;
  price?: Price;
  /** Tokens of the model's window: what bounds what cannot be counted. */
  contextWindow?: number;
  /** Whether files go along whose tokens nobody can count. */
  hasUncountedFiles?: boolean;
}

/** Uses of a hosted tool that are reckoned with (MONEY: Ceilings, class B). */
const hostedUses = 3;

/**
 * Models that search or compute by themselves: OpenRouter's `:online` and Perplexity's, OpenAI's search and research
 * models, Groq's compound ones (their documentation, 2026-11; a search was recorded that read 404,500 tokens).
 */
const hosted = /:online$|^perplexity\/|^sonar\b|-search-(?:preview|api)|-deep-research|(?:^|\/)compound(?:-|$)/;

/** The class of a call. */
export function ceilingClassOf({ provider, model, price, contextWindow, hasUncountedFiles }: Ceilinged): CeilingClass {
  if (!price) return { is: 'none', because: 'no-price' };
  if (isFree(price)) return { is: 'hard' };
  const doubt = hosted.test(model) ? 'hosted-tools' : hasUncountedFiles ? 'files' : undefined;
  if (doubt) return { is: contextWindow === undefined ? 'none' : 'soft', because: doubt };
  if (price.source.match === 'prefix') return { is: 'soft', because: 'similar-price' };
  return provider === 'custom' ? { is: 'soft', because: 'unknown-server' } : { is: 'hard' };
}

/** The most input tokens that a call of a class is reckoned with; `counted` where its request tells. */
export function mostInputOf(kind: CeilingClass, counted: number, contextWindow = 0): number {
  switch (kind.is) {
    case 'hard':
      return counted;
    case 'none':
    case 'soft':
      if (kind.because === 'hosted-tools') return Math.max(counted, (hostedUses + 1) * contextWindow);
      return kind.because === 'files' ? Math.max(counted, contextWindow) : counted;
  }
}

/** Whatever a free model uses costs nothing. */
function isFree({ rates, tiers }: Price): boolean {
  return [rates, ...tiers.map(tier => tier.rates)].every(one => Object.values(one).every(rate => rate === 0));
}
