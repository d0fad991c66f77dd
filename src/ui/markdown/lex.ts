import { Lexer, type Token, type Tokens } from 'marked';

/** Reference definitions (`[name]: url`) by their normalised name. */
export type Definitions = Record<string, Pick<Tokens.Link, 'href' | 'title'>>;

/** Line ends as `\n`: what every offset into a text of ours counts in. */
export function normaliseLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/**
 * The top-level blocks of a text (CommonMark + GFM). `definitions` are known beforehand and win, as the first of two
 * definitions does. A text no parser survives (thousands of nested quotes) comes back as one plain paragraph.
 */
export function lexBlocks(text: string, definitions: Definitions = {}): Token[] {
  const lexer = new Lexer({ gfm: true });
  Object.assign(lexer.tokens.links, definitions);
  try {
    return [...lexer.lex(text)];
  } catch {
    return [plainParagraph(text)];
  }
}

/** What these blocks define; the first of two definitions wins. */
export function definitionsOf(blocks: readonly Token[]): Definitions {
  const found: Definitions = {};
  for (const block of blocks) {
    if (block.type === 'def' && !(block['tag'] in found)) {
      found[block['tag']] = { href: block['href'], title: block['title'] };
    }
  }
  return found;
}

function plainParagraph(text: string): Tokens.Paragraph {
  const words: Tokens.Escape = { type: 'escape', raw: text, text };
  return { type: 'paragraph', raw: text, text, tokens: [words] };
}
