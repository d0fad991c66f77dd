import type { ModelChoice } from '../domain/agent';
import { ceilingClassOf, mostInputOf, type CeilingClass } from '../domain/ceiling-class';
import { ceilingOf, type NanoUsd } from '../domain/money';
import type { Price } from '../domain/price';
import { connections, models } from './connections';

/** Input tokens of a call that nothing is known of: the same as of the typical task that models are compared by. */
export const typicalInput = 8_000;

/** What a call with a model can cost, and how sure that is. */
interface CallCeiling {
  ceilingClass: CeilingClass;
  /** Absent where nothing bounds it. */
  atMost?: NanoUsd;
}

/** What a model costs; nothing where no list and no table knows. */
export const priceOfChoice = (choice: ModelChoice | undefined): Price | undefined => viewOf(choice)?.price;

/** The ceiling of a call that reads so much and is allowed so long an answer. */
export function callCeiling(choice: ModelChoice, wanted: { input: number; maxOutput: number }): CallCeiling {
  const { info, price } = viewOf(choice) ?? {};
  const provider = connections.value.find(({ row }) => row.id === choice.connection)?.row.provider ?? 'custom';
  const contextWindow = info?.contextWindow;
  const ceilingClass = ceilingClassOf({
    provider,
    model: choice.model,
    ...(price ? { price } : {}),
    ...(contextWindow === undefined ? {} : { contextWindow }),
  });
  if (!price || ceilingClass.is === 'none') return { ceilingClass };
  const input = mostInputOf(ceilingClass, wanted.input, contextWindow);
  const output = Math.min(wanted.maxOutput, info?.maxOutput ?? wanted.maxOutput);
  return { ceilingClass, atMost: ceilingOf(input, output, price.rates, price.tiers) };
}

const viewOf = (choice: ModelChoice | undefined) =>
  models.value.find(({ connection, info }) => connection === choice?.connection && info.id === choice.model);
