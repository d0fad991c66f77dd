import type { DocumentRow } from './row';
import type { Instant } from './id';
import type { Rates, RateTier } from './money';

/** A protocol a model is spoken to in; one adapter each. `simulated` is the demo team's. */
export type Wire = 'anthropic-messages' | 'openai-responses' | 'openai-chat' | 'gemini' | 'simulated';

/** Who serves the models: decides defaults, headers, prices and repair texts; `custom` is any compatible server. */
export type ProviderName =
  | 'anthropic'
  | 'openai'
  | 'openrouter'
  | 'groq'
  | 'mistral'
  | 'deepseek'
  | 'xai'
  | 'google'
  | 'custom'
  | 'simulated';

/** A provider + base URL + (on this device, in the vault) a key. */
export interface ConnectionRow extends DocumentRow<'connection'> {
  provider: ProviderName;
  wire: Wire;
  body: {
    name: string;
    /** Absolute, without a trailing slash, e.g. `https://api.anthropic.com/v1`. */
    baseUrl: string;
    /** Switches such as OpenRouter's `zdr`. */
    options: ConnectionOptions;
    /** What the user says of models, by their ids. */
    models?: Readonly<Record<string, ModelAbilities>>;
  };
}

export interface ConnectionOptions {
  /** OpenRouter: route only to providers that keep nothing. */
  zeroRetention?: boolean;
  /** OpenRouter: `data_collection: 'deny'`. Defaults to true. */
  denyDataCollection?: boolean;
  /** Anthropic: the API version a compatible server asks for. */
  apiVersion?: '2026-10-21' | '2023-06-01';
}

/** What a model can be asked for, as its list tells it, else our table; the user's word wins. What nobody knows is absent. */
export interface ModelInfo extends ModelAbilities {
  /** The provider's id, exactly. */
  id: string;
  name: string;
  reasoning?: boolean;
  lifecycle?: 'active' | 'deprecated' | 'retired';
  created?: Instant;
  /** What the list itself says it costs (OpenRouter). */
  price?: ListedPrice;
}

/** What of a model the user may know better than any list. */
export interface ModelAbilities {
  /** Tokens of the context window. */
  contextWindow?: number;
  /** Most output tokens one call may ask for. */
  maxOutput?: number;
  tools?: boolean;
  /** Takes pictures. */
  images?: boolean;
  /** Takes PDF documents. */
  pdfs?: boolean;
  /** Keeps to a JSON Schema. */
  structured?: boolean;
  /** How hard it can be asked to think, least first, in the provider's words; empty where it cannot be told. */
  efforts?: readonly string[];
  thinking?: Thinking;
}

/** How a model is told its effort: `adaptive` decides by itself within it, `budget` wants a number of tokens. */
export type Thinking = 'adaptive' | 'budget';

export interface ListedPrice {
  rates: Rates;
  tiers: readonly RateTier[];
}

/** The wanted strength of a model; a template names a tier, hiring resolves it against the live list. */
export type Tier = 'fast' | 'balanced' | 'strong' | 'long-context' | 'vision';
