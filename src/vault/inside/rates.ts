import type { KeyCaps } from '../../domain/ports';

/** Nano-dollars per million tokens. */
type DearestRates = Pick<KeyCaps, 'dearestInput' | 'dearestOutput'>;

interface OriginRates {
  /** For every model no band names, so also for those that are not out yet. */
  dearest: DearestRates;
  /** First match wins: what is dearer first, then what is known to be cheaper. */
  bands: readonly [RegExp, DearestRates][];
}

/** From dollars per million tokens. */
const rates = (input: number, output: number): DearestRates => ({
  dearestInput: input * 1e9,
  dearestOutput: output * 1e9,
});

/**
 * The dearest a token can be at each provider: the highest input class and tier, and output. From the price table
 * @pydantic/genai-prices 0.1.8 (2026-09-23), against which a test holds every line.
 */
const table: Readonly<Record<string, OriginRates>> = {
  'https://api.anthropic.com': {
    dearest: rates(18.75, 75),
    bands: [
      [/haiku/, rates(1.25, 5)],
      [/sonnet/, rates(7.5, 22.5)],
      [/^claude-opus-(4-[5-9]|5)/, rates(6.25, 25)],
    ],
  },
  'https://api.openai.com': {
    dearest: rates(30, 75),
    bands: [
      [/^(o\d|gpt-[\d.]+)-pro/, rates(150, 600)],
      [/^gpt-4(\.5|-32k)/, rates(75, 150)],
      [/^gpt-[56][\d.]*(-sol|-terra|-luna|-mini|-nano|$)/, rates(10, 45)],
    ],
  },
  'https://openrouter.ai': {
    dearest: rates(37.5, 150),
    bands: [
      [/^openai\/(o\d|gpt-[\d.]+)-pro/, rates(150, 600)],
      [/gpt-4(\.5|-32k)/, rates(75, 150)],
      [/^anthropic\/claude.*(haiku|sonnet)/, rates(7.5, 22.5)],
      [/^openai\/gpt-[56][\d.]*(-sol|-terra|-luna|-mini|-nano|$)/, rates(10, 45)],
      [/^(google|deepseek|mistralai|meta-llama|qwen|x-ai|moonshotai|z-ai)\//, rates(5, 25)],
    ],
  },
  'https://api.groq.com': { dearest: rates(1, 3), bands: [] },
  'https://api.mistral.ai': { dearest: rates(2.7, 8.1), bands: [] },
  'https://api.deepseek.com': { dearest: rates(1.32, 3.96), bands: [] },
  'https://api.x.ai': { dearest: rates(5, 25), bands: [] },
  'https://generativelanguage.googleapis.com': { dearest: rates(4, 20), bands: [] },
};

const local = rates(0, 0);
/** Where nobody said what a custom server charges: as much as the dearest provider without its exceptions. */
const unknown = rates(37.5, 150);

/** The dearest rates of any ordinary model at an origin: what a new key is capped with. */
export function dearestAt(origin: string): DearestRates {
  if (origin.startsWith('http://')) return local;
  return table[origin]?.dearest ?? unknown;
}

/** The rates one model is bounded by: its band's where the table knows it, else the key's own dearest. */
export function ratesBound(origin: string, model: string, caps: DearestRates): DearestRates {
  return table[origin]?.bands.find(([pattern]) => pattern.test(model))?.[1] ?? caps;
}
