import type { ModelInfo, ProviderName, Tier, Wire } from '../domain/connection';
import type { Instant, RandomBytes } from '../domain/id';
import type { Rates, RateTier } from '../domain/money';
import type { Now, Provider, SendPort } from '../domain/ports';
import type { KnownPrice } from '../domain/price';
import type { Tool } from '../domain/tool';

/** What the engine is given by its composition root: everything that varies. */
export interface EnginePorts {
  now: Now;
  random: RandomBytes;
  vault: SendPort;
  providerFor(wire: Wire): Promise<Provider>;
  tools: readonly Tool[];
  /** The tool that asks a colleague: fetched for who may ask somebody. */
  delegate(): Promise<Tool>;
  prices: PriceBook;
  /** Whether the device says it is online, and each change. */
  online: { now(): boolean; watch(next: () => void): void };
  /** Whether this engine's page is put aside or being closed, and each change. */
  aside: { now(): boolean; watch(next: () => void): void };
}

/** The built-in table and the reading of price lists. */
interface PriceBook {
  find(provider: ProviderName, model: string, at: Instant): Promise<KnownPrice | undefined>;
  /** Reads OpenRouter's public model list. Throws `AppError` `reply-unreadable`. */
  readList(text: string): Promise<ListedModelPrice[]>;
  /** Two or three models fit for a tier, best first. */
  rank(tier: Tier, models: readonly RankedModel[], now: Instant): Promise<RankedModel[]>;
}

interface ListedModelPrice {
  provider: ProviderName;
  model: string;
  rates: Rates;
  tiers: readonly RateTier[];
}

export interface RankedModel {
  connection: string;
  info: ModelInfo;
  rates?: Rates;
}
