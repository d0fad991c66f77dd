import type { MarkedToken, Token } from 'marked';
import { plainWords } from './inline';
import { lexBlocks, normaliseLines } from './lex';

/** A text as it is read out: its words without marks, a sentence break after each block. */
export function spoken(text: string): string {
  return lexBlocks(normaliseLines(text)).flatMap(wordsOf).join('\n');
}

function wordsOf(token: Token): string[] {
  const known = token as MarkedToken;
  switch (known.type) {
    case 'space':
    case 'def':
    case 'hr':
    case 'checkbox':
      return [];
    case 'table':
      return [known.header, ...known.rows].map(row => row.map(cell => plainWords(cell.tokens)).join(', '));
    case 'list':
      return known.items.flatMap(item => item.tokens.flatMap(wordsOf));
    case 'blockquote':
      return known.tokens.flatMap(wordsOf);
    case 'code':
      return [known.text];
    case 'html':
      return [known.raw.trim()];
    case 'br':
    case 'codespan':
    case 'del':
    case 'em':
    case 'escape':
    case 'heading':
    case 'image':
    case 'link':
    case 'list_item':
    case 'paragraph':
    case 'strong':
    case 'text':
      return [plainWords([known])];
  }
}
