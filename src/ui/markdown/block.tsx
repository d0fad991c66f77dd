import type { MarkedToken, Token, Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import { CodeBlock } from './code-block';
import { inline } from './inline';
import { markdownWords } from '../words/markdown';
import style from './markdown.module.css';
import { TableBlock } from './table-block';

/** Deeper, what is set in would leave no room for it on the narrowest screen. */
const deepest = 8;

/** How a block is shown while its text still grows. */
interface BlockState {
  /** Whether this is the last block of a text that is still being written. */
  open: boolean;
}

/** Block tokens as vnodes, in order. `open` holds for the last one. */
function blocks(tokens: readonly Token[], state: BlockState, depth = 0): ComponentChildren {
  return tokens.map((token, index) => block(token, { open: state.open && index === tokens.length - 1 }, depth));
}

/** One block token as vnodes: plain elements with classes, never HTML strings, never style. */
export function block(token: Token, state: BlockState, depth = 0): ComponentChildren {
  if (depth > deepest) return token.raw;
  const known = token as MarkedToken;
  switch (known.type) {
    case 'space':
    case 'def':
    case 'checkbox':
      return null;
    case 'paragraph':
      return <p>{inline(known.tokens)}</p>;
    case 'heading':
      return <Heading token={known} />;
    case 'hr':
      return <hr />;
    case 'blockquote':
      return <blockquote>{blocks(known.tokens, state, depth + 1)}</blockquote>;
    case 'list':
      return <List token={known} state={state} depth={depth} />;
    case 'code':
      return <CodeBlock code={known.text} info={known.lang} isOpen={state.open} />;
    case 'table':
      return <TableBlock token={known} />;
    case 'html':
      return <pre class={style.raw}>{known.raw.trimEnd()}</pre>;
    case 'text':
      return inline(known.tokens ?? [known]);
    case 'list_item':
    case 'br':
    case 'codespan':
    case 'del':
    case 'em':
    case 'escape':
    case 'image':
    case 'link':
    case 'strong':
      return inline([known]);
  }
}

/** Headings of a message lie below the name of who wrote it (h2). */
function Heading({ token }: { token: Tokens.Heading }) {
  const words = inline(token.tokens);
  switch (token.depth) {
    case 1:
    case 2:
      return <h3>{words}</h3>;
    case 3:
      return <h4>{words}</h4>;
    default:
      return <h5>{words}</h5>;
  }
}

function List({ token, state, depth }: { token: Tokens.List; state: BlockState; depth: number }) {
  const items = token.items.map((item, index) => (
    <Item key={index} item={item} state={{ open: state.open && index === token.items.length - 1 }} depth={depth} />
  ));
  if (!token.ordered) return <ul>{items}</ul>;
  return token.start === 1 || token.start === '' ? <ol>{items}</ol> : <ol start={token.start}>{items}</ol>;
}

function Item({ item, state, depth }: { item: Tokens.ListItem; state: BlockState; depth: number }) {
  const words = markdownWords();
  const content = blocks(item.tokens, state, depth + 1);
  if (!item.task) return <li>{content}</li>;
  return (
    <li class={style.task}>
      <input
        type="checkbox"
        disabled
        checked={item.checked ?? false}
        aria-label={item.checked ? words.done : words.open}
      />
      <div>{content}</div>
    </li>
  );
}
