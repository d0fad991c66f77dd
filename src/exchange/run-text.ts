import type { Instant } from '../domain/id';
import { nanosPerDollar, type NanoUsd } from '../domain/money';
import { keyPrefix } from '../domain/key-prefix';
import { canonicalJson } from '../lib/canonical-json';

/** Pieces of a Markdown text whose content others wrote: it cannot end a heading, a quote or a block of code. */

/** Blocks with an empty line after each. */
export const paragraphs = (...blocks: string[]): string => blocks.map(block => `${block}\n\n`).join('');

/** Text as part of one line. */
export function line(text: string): string {
  return withoutKeys(text).replaceAll(active, '\\$&').replaceAll(/\s+/g, ' ').trim();
}

/** What a page that shows the file would fetch or run: images and HTML, written by a model or taken from a website. */
const active = /!\[|<(?=[a-z!/?])/gi;

/** Text as it was written: quoted, or as a block of code where a page would do something with it. */
export function quote(text: string): string {
  if (text.search(active) >= 0) return code(text);
  const lines = withoutKeys(text)
    .trimEnd()
    .split(/\r\n?|\n/);
  return lines.map(one => `> ${one}`.trimEnd()).join('\n');
}

/** A value or text as a block of code, fenced by more backticks than it holds. */
export function code(value: unknown): string {
  const text = withoutKeys(typeof value === 'string' ? value : canonicalJson(value));
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${typeof value === 'string' ? '' : 'json'}\n${text}\n${fence}`;
}

/** Text as it may leave the workspace: what looks like a provider's key, pasted by mistake, does not. */
function withoutKeys(text: string): string {
  return text.replaceAll(/[\w-]{20,}/g, word => (keyPrefix(word).is === 'unknown' ? word : '[key removed]'));
}

/** A moment in UTC, to the second. */
export const time = (at: Instant): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;

/** A duration in seconds. */
export const seconds = (milliseconds: number): string => `${(Math.max(0, milliseconds) / 1_000).toFixed(1)} s`;

/** Exact, with at least two decimals. */
export function dollars(cost: NanoUsd): string {
  const fraction = String(cost % nanosPerDollar).padStart(9, '0');
  return `$${Math.trunc(cost / nanosPerDollar)}.${fraction.slice(0, 2)}${fraction.slice(2).replace(/0+$/, '')}`;
}
