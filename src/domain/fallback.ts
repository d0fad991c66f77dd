import type { ModelChoice } from './agent';
import type { ErrorCode } from './error';
import type { Price } from './price';

/** That a run goes on with another model, and why. */
export interface Instead {
  from: ModelChoice;
  to: ModelChoice;
  because: Unavailability;
}

/** What keeps a model from being had, after trying again where that may help. */
export const unavailability = [
  'overloaded',
  'rate-limited',
  'provider-failed',
  'opaque-failure',
  'unknown-model',
  'no-credit',
] as const satisfies readonly ErrorCode[];

export type Unavailability = (typeof unavailability)[number];

/** Whether a failure says that the model cannot be had now. */
export const isUnavailable = (code: ErrorCode): code is Unavailability => unavailability.some(one => one === code);

/** Whether a call at `price` may cost more than one at `than`. What is not known may. */
export function isDearer(price: Price | undefined, than: Price | undefined): boolean {
  if (!price || !than) return true;
  const [one, other] = [dearest(price), dearest(than)];
  return one.input > other.input || one.output > other.output;
}

function dearest({ rates, tiers }: Price): { input: number; output: number } {
  const all = [rates, ...tiers.map(tier => tier.rates)];
  return {
    input: Math.max(...all.map(one => one.input), ...all.map(one => one.cacheWrite ?? 0)),
    output: Math.max(...all.map(one => one.output)),
  };
}
