import type { Token } from 'marked';
import { definitionsOf, lexBlocks, normaliseLines, type Definitions } from './lex';

/** A top-level block on screen. `key` is its place; the same `token` object means: nothing changed. */
export interface Block {
  key: number;
  token: Token;
}

/** A markdown text that is still being written: finished blocks are parsed once, only the tail is parsed again. */
interface GrowingText {
  /** Length of the normalised text that the finished blocks cover. */
  settled: number;
  source: string;
  finished: Block[];
  tail: Block[];
  definitions: Definitions;
}

export const emptyText: GrowingText = { settled: 0, source: '', finished: [], tail: [], definitions: {} };

/** From this many characters on, a paragraph's first line can no longer turn into a list marker (nine digits and a dot). */
const decidedLength = 16;

/**
 * `before` grown to `text`. `ended`: nothing more will come, so the tail is finished too. Whatever the steps, the
 * blocks at the end equal those of one parse of the whole. A text that does not continue `before` starts anew.
 */
export function growText(before: GrowingText, text: string, ended: boolean): GrowingText {
  const source = normaliseLines(text);
  // Two slices, not startsWith: V8 compares those at once, and that letter by letter.
  const continues = source.slice(0, before.settled) === before.source.slice(0, before.settled);
  const start = continues ? before : emptyText;
  const tokens = lexBlocks(source.slice(start.settled), start.definitions);
  const cut = ended ? tokens.length : lastBoundary(tokens, source.length - start.settled);
  const finishedNow = tokens.slice(0, cut);
  const definitions = { ...definitionsOf(finishedNow), ...start.definitions };
  if (Object.keys(definitions).length > Object.keys(start.definitions).length && mayRefer(start.finished)) {
    return growText({ ...emptyText, definitions }, text, ended);
  }
  const settled = start.settled + lengthOf(finishedNow);
  const finished = cut === 0 ? start.finished : [...start.finished, ...numbered(finishedNow, start.finished.length)];
  return { settled, source, finished, tail: numbered(tokens.slice(cut), finished.length), definitions };
}

function numbered(tokens: readonly Token[], from: number): Block[] {
  return tokens.map((token, index) => ({ key: from + index, token }));
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, token) => sum + token.raw.length, 0);
}

/** How many leading tokens can be settled: up to the last place where what follows cannot reach back. */
function lastBoundary(tokens: readonly Token[], length: number): number {
  if (lengthOf(tokens) !== length) return 0; // the lexer dropped something: offsets would lie
  for (let index = tokens.length - 1; index > 0; index--) {
    const before = tokens[index - 1];
    const after = tokens[index];
    if (before?.type === 'space' && after && isDecided(after)) return index;
  }
  return 0;
}

/** Whether a block after a blank line has shown enough of itself that it cannot become part of the one before. */
function isDecided(token: Token): boolean {
  if (token.type === 'space') return false;
  return token.raw.includes('\n') || (token.type === 'paragraph' && token.raw.length >= decidedLength);
}

/** Whether a later definition could change these blocks. */
function mayRefer(blocks: readonly Block[]): boolean {
  return blocks.some(block => block.token.type !== 'def' && block.token.raw.includes('['));
}
