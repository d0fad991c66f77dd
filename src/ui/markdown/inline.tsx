import type { MarkedToken, Token, Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import { decodeEntities } from './entities';
import { ImageChip } from './image-chip';
import { outwardHref, safeAddress } from './links';

/** Deeper than this nothing is laid out any more: the rest stays as it was written. */
const deepest = 24;

/** Inline tokens as vnodes. HTML is shown as the text it was written as. */
export function inline(tokens: readonly Token[] | undefined, depth = 0): ComponentChildren {
  if (!tokens) return null;
  if (depth > deepest) return tokens.map(token => token.raw).join('');
  return tokens.map(token => inlineToken(token as MarkedToken, depth + 1));
}

function inlineToken(token: MarkedToken, depth: number): ComponentChildren {
  switch (token.type) {
    case 'text':
      return token.tokens ? inline(token.tokens, depth) : decodeEntities(token.text);
    case 'escape':
      return token.text;
    case 'strong':
      return <strong>{inline(token.tokens, depth)}</strong>;
    case 'em':
      return <em>{inline(token.tokens, depth)}</em>;
    case 'del':
      return <del>{inline(token.tokens, depth)}</del>;
    case 'codespan':
      return <code>{token.text}</code>;
    case 'br':
      return <br />;
    case 'link':
      return <Link token={token} depth={depth} />;
    case 'image':
      return <ImageChip address={safeAddress(token.href)} words={plainWords(token.tokens)} />;
    case 'html':
    case 'blockquote':
    case 'checkbox':
    case 'code':
    case 'def':
    case 'heading':
    case 'hr':
    case 'list':
    case 'list_item':
    case 'paragraph':
    case 'space':
    case 'table':
      return token.raw;
  }
}

function Link({ token, depth }: { token: Tokens.Link; depth: number }) {
  const address = safeAddress(token.href);
  const words = token.autolink ? token.text : inline(token.tokens, depth);
  if (address === undefined) return <>{words}</>;
  return (
    <a href={outwardHref(address)} target="_blank" rel="noopener noreferrer" title={address}>
      {words}
    </a>
  );
}

/** The text of inline tokens without their marks. */
export function plainWords(tokens: readonly Token[]): string {
  return tokens
    .map(token => {
      const known = token as MarkedToken;
      if (known.type === 'br') return '\n';
      if ('tokens' in known && known.tokens) return plainWords(known.tokens);
      if (known.type === 'text') return decodeEntities(known.text);
      return 'text' in known ? known.text : known.raw;
    })
    .join('');
}
