import type { ProviderName } from './connection';
import type { Day } from './id';

/** What a bill's figures are: money, or tokens where the file knows no prices. */
export type BillMeasure = 'cost' | 'tokens';

/** What one line of a provider's file says. */
export interface BillLine {
  /** UTC. */
  day: Day;
  /** As the file names it; empty where it names none. */
  model: string;
  /** Nano-dollars or tokens. Negative: a credit. */
  amount: number;
  /** Requests and input tokens, where the file counts them. */
  calls?: number;
  input?: number;
  /** It pays for a tool that runs at the provider: a search, a container. */
  hosted: boolean;
  /** It was billed at another tier than the standard one: batch, priority. */
  otherTier: boolean;
}

/** A provider's file, read. */
export interface Bill {
  provider: ProviderName;
  measure: BillMeasure;
  lines: readonly BillLine[];
  /** By how much rounding can move a line: the last decimal place of the file. */
  unit: number;
  /** The file says that more pages follow. */
  partial: boolean;
}

/** Why a day's figures differ, as likely as can be told. The first two are explained: nothing is missing. */
export type BillCause =
  | 'rounding'
  /** The bill lies within the bounds of what was estimated here. */
  | 'estimated'
  /** Calls of unknown price are in it. */
  | 'no-price'
  | 'hosted-tools'
  /** Another app, or another device, on the same key. */
  | 'other-use'
  /** The file does not have these calls, or not yet. */
  | 'not-billed'
  | 'tier'
  | 'dearer'
  | 'cheaper';

/** A day and model whose figures are not the same on both sides. */
export interface BillDifference {
  day: Day;
  model: string;
  here: number;
  theirs: number;
  /** What it can have been at least and at most by our own entries, where they are not sure. */
  low: number;
  high: number;
  cause: BillCause;
}

/** A provider's file beside the ledger. */
export interface BillComparison {
  provider: ProviderName;
  measure: BillMeasure;
  from: Day;
  to: Day;
  here: number;
  theirs: number;
  /** Days × models that agree to the last digit. */
  agreed: number;
  /** Those that do not, by day. */
  differences: BillDifference[];
  partial: boolean;
}

/** Whether a difference needs no more thought. */
export const isExplained = (cause: BillCause): boolean => cause === 'rounding' || cause === 'estimated';

/** Tells models apart whatever a file calls them: `Claude Sonnet 4.5` and `claude-sonnet-4-5-20250929` are one. */
export function modelKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/^models\//, '')
    .replace(/[^a-z0-9/]+/g, '-')
    .replace(/-(?:\d{8}|\d{4}-\d{2}-\d{2}|latest)$/, '')
    .replace(/^-|-$/g, '');
}

/** What parts whole from fraction in a table's figures; the other one may part thousands. */
export type DecimalMark = '.' | ',';

/** How a file's columns are to be read: places of columns, from 0. */
export interface BillReading {
  provider: ProviderName;
  day: number;
  /** Absent where days are compared as a whole. */
  model?: number;
  /** Absent where tokens are compared. */
  cost?: number;
  unit: 'dollars' | 'cents';
  /** Where the user had to say it. */
  mark?: DecimalMark;
}

/** Why a file is no bill that can be read. */
export type BillFault =
  | { because: 'too-large' | 'not-text' | 'broken' | 'no-rows' | 'workspace' }
  | { because: 'currency'; text: string }
  /** `line` counts from 1, the headings' own. */
  | { because: 'day' | 'amount'; line: number; text: string };

/** What becomes of a file that was dropped: it is compared, asks how to be read, or is none. */
export type BillAnswer =
  | { is: 'compared'; comparison: BillComparison }
  | { is: 'asks'; headings: string[]; rows: string[][]; guess: Partial<BillReading> }
  /** Every figure is like this one, `1.234`: a little more than one, or over a thousand. `reading` lacks the `mark`. */
  | { is: 'unclear'; figure: string; reading: BillReading }
  | { is: 'refused'; fault: BillFault };
