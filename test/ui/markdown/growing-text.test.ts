import fc from 'fast-check';
import type { Token } from 'marked';
import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { emptyText, growText } from '../../../src/ui/markdown/growing-text';
import { lexBlocks, normaliseLines } from '../../../src/ui/markdown/lex';
import { shared } from '../../support/shared';

const seed = 20_261_125;

/** Blank space between blocks may be split differently; it is never shown. */
const shown = (tokens: readonly Token[]) =>
  tokens.filter(token => token.type !== 'space').map(token => ({ ...token, raw: token.raw.trimEnd() }));

function grownIn(text: string, sizes: readonly number[]): Token[] {
  let grown = emptyText;
  let end = 0;
  for (let step = 0; end < text.length; step++) {
    end = Math.min(text.length, end + (sizes[step % sizes.length] ?? 1));
    grown = growText(grown, text.slice(0, end), false);
  }
  return growText(grown, text, true).finished.map(block => block.token);
}

const pieces = [
  'A plain paragraph that says something.',
  'one\ntwo *three* `four`',
  '# Heading',
  'Heading\n===',
  '- a\n- b\n  - c\n',
  '- a\n\n  inside\n\n- b',
  '1. one\n2. two',
  '2) two',
  '1',
  '- ',
  '> quote\nlazy',
  '> quote\n>\n> - list',
  '```ts\nconst a = 1;\n\nconst b = 2;\n```',
  '```\nopen',
  '~~~\n```\n~~~',
  '    indented\n\n    more',
  '| a | b |\n| - | -: |\n| 1 | 2 |',
  '[name]: https://example.org "title"',
  'see [name] and [other][name]',
  '[other]: <https://example.net>\n',
  '<div>\nraw\n</div>',
  '<!-- open',
  '-->',
  '***',
  '- - -',
  '- [x] done\n- [ ] open',
  '![words](https://example.org/a.png)',
  '\\* &amp; &#35;',
];

const text = fc
  .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom('\n', '\n\n', '\r\n\r\n', '\n\n\n', ' \n\n', '\n\n ')), {
    maxLength: 10,
  })
  .map(parts => parts.map(([piece, gap]) => piece + gap).join(''));

test('a text that grows in any steps ends as one parse of the whole', () => {
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 }), (source, sizes) => {
      expect(shown(grownIn(source, sizes))).toEqual(shown(lexBlocks(normaliseLines(source))));
    }),
    { seed, numRuns: 3_000 },
  );
});

test('every CommonMark example grows letter by letter into its one parse', () => {
  const folder = shared('fixtures/security/commonmark/examples.json');
  if (folder === undefined) return;
  const examples = JSON.parse(readFileSync(folder, 'utf8')) as { markdown: string }[];
  expect(examples.length).toBeGreaterThan(600);
  for (const { markdown } of examples) {
    for (const size of [1, 7]) {
      const whole = shown(lexBlocks(normaliseLines(markdown)));
      expect({ markdown, blocks: shown(grownIn(markdown, [size])) }).toEqual({ markdown, blocks: whole });
    }
  }
});

test('finished blocks keep their identity while the tail grows', () => {
  const first = growText(emptyText, 'First paragraph here.\n\nSecond paragraph here, longer.', false);
  const second = growText(first, 'First paragraph here.\n\nSecond paragraph here, longer. And more.', false);
  expect(first.finished).not.toHaveLength(0);
  expect(second.finished).toBe(first.finished);
  expect(second.tail.map(block => block.key)).toEqual(first.tail.map(block => block.key));
});

test('an open fence is never settled, however long it gets', () => {
  const source = `Before the code.\n\n\`\`\`ts\n${'const a = 1;\n\n'.repeat(200)}`;
  const grown = growText(emptyText, source, false);
  expect(grown.tail.map(block => block.token.type)).toEqual(['code']);
});

test('a list stays open over a blank line, and becomes loose as one list', () => {
  const grown = growText(growText(emptyText, '- a\n\n', false), '- a\n\n- b\n\n- c\n', false);
  const [list] = [...grown.finished, ...grown.tail];
  expect(list?.token).toMatchObject({ type: 'list', loose: true, items: [{}, {}, {}] });
});

test('a definition at the end reaches back to blocks that were finished', () => {
  const source = 'See [the source] for more.\n\nAnother paragraph here.\n\n[the source]: https://example.org\n';
  const tokens = grownIn(source, [5]);
  expect(JSON.stringify(tokens[0])).toContain('"href":"https://example.org"');
});

test('a text that was replaced starts anew', () => {
  const grown = growText(emptyText, 'First paragraph here.\n\nSecond paragraph here.\n', false);
  const other = growText(grown, 'Something else altogether.', true);
  expect(other.finished.map(block => block.token.raw)).toEqual(['Something else altogether.']);
});

test('nesting without end is shown as text instead of breaking the screen', () => {
  const source = '>'.repeat(20_000);
  expect(growText(emptyText, source, true).finished).not.toHaveLength(0);
});

test('growing twenty thousand tokens parses each finished block a bounded number of times', () => {
  const paragraph = `${'words and more words '.repeat(12)}\n\n`;
  const whole = paragraph.repeat(300);
  let grown = emptyText;
  let parsed = 0;
  for (let end = 0; end <= whole.length; end += 64) {
    grown = growText(grown, whole.slice(0, end), false);
    parsed += grown.tail.reduce((sum, block) => sum + block.token.raw.length, 0);
  }
  expect(parsed / (whole.length / 64)).toBeLessThan(2 * paragraph.length);
});
