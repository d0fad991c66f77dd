import type { Tokens } from 'marked';
import { markdownWords } from '../words/markdown';
import { CopyButton } from './copy-button';
import { toCsv } from './csv';
import { inline, plainWords } from './inline';
import style from './markdown.module.css';
import { Sideways } from './sideways';

type Align = Tokens.TableCell['align'];

/** A table that scrolls by itself and can be copied for a spreadsheet or another text. */
export function TableBlock({ token }: { token: Tokens.Table }) {
  const words = markdownWords();
  return (
    <figure class={style.table}>
      <Sideways label={words.table}>
        <table>
          <thead>
            <tr>
              {token.header.map((cell, index) => (
                <th key={index} class={sideOf(cell.align)}>
                  {inline(cell.tokens)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {token.rows.map((row, number) => (
              <tr key={number}>
                {row.map((cell, index) => (
                  <td key={index} class={sideOf(cell.align)}>
                    {inline(cell.tokens)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Sideways>
      <figcaption class={style.tools}>
        <CopyButton text={() => toCsv(cellsOf(token))} label={words.copyCsv} />
        <CopyButton text={() => token.raw.trimEnd()} label={words.copyMarkdown} />
      </figcaption>
    </figure>
  );
}

function cellsOf(token: Tokens.Table): string[][] {
  return [token.header, ...token.rows].map(row => row.map(cell => plainWords(cell.tokens)));
}

function sideOf(align: Align): string | undefined {
  switch (align) {
    case 'right':
      return style.right;
    case 'center':
      return style.center;
    case 'left':
    case null:
      return undefined;
  }
}
