import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { GrowingMarkdown, Markdown } from '../../../src/ui/markdown/markdown';
import { spoken } from '../../../src/ui/markdown/spoken';
import { shared } from '../../support/shared';
import { openTestDoors } from '../conversation/test-doors';

afterEach(cleanup);

const allowed = new Set(
  'DIV,P,H3,H4,H5,UL,OL,LI,BLOCKQUOTE,PRE,CODE,TABLE,THEAD,TBODY,TR,TH,TD,A,EM,STRONG,DEL,BR,HR,INPUT,SPAN,BUTTON,HEADER,FIGURE,FIGCAPTION'.split(
    ',',
  ),
);
const attributes = new Set(
  'class,dir,role,href,target,rel,title,type,disabled,checked,start,tabindex,aria-label,aria-live'.split(','),
);

/** What of a rendered text is not on the lists, in words. */
function faultsOf(container: Element): string[] {
  return [...container.querySelectorAll('*')].flatMap(element => {
    const href = element.getAttribute('href');
    return [
      ...(allowed.has(element.tagName) ? [] : [`element ${element.tagName}`]),
      ...[...element.attributes].filter(({ name }) => !attributes.has(name)).map(({ name }) => `attribute ${name}`),
      ...(href === null || /^out\.html#(https?:\/\/|mailto:)/.test(href) ? [] : [`link to ${href}`]),
    ];
  });
}

const hostile = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'text <b onclick="x()">bold</b>',
  '[a](javascript:alert(1))',
  '[a](JaVaScRiPt:alert(1))',
  '[a](java&#115;cript:alert(1))',
  '[a](javascript&colon;alert(1))',
  '[a](&#1;javascript:alert(1))',
  '[a](\u0001javascript:alert(1))',
  '[a](data:text/html;base64,PHNjcmlwdD4=)',
  '[a](vbscript:x)',
  '[a](file:///etc/passwd)',
  '[a](//example.org/relative)',
  '[a](/relative)',
  '<javascript:alert(1)>',
  '![x](javascript:alert(1))',
  '![x](https://tracker.example/pixel.png)',
  '[![x](https://tracker.example/p.png)](javascript:alert(1))',
  '<https://example.org/?a=1&b=2>',
  '[style]: javascript:x\n\n[style]',
  `${'['.repeat(2_000)}a${']('.repeat(2_000)}`,
  '> '.repeat(300) + 'deep',
  '- '.repeat(300) + 'deep',
  '**'.repeat(2_000),
  '| a |\n| - |\n| <script> |',
];

test('nothing a text can hold becomes more than plain elements with safe links', () => {
  for (const source of hostile) {
    const { container, unmount } = render(<Markdown text={source} />);
    expect({ source, faults: faultsOf(container) }).toEqual({ source, faults: [] });
    unmount();
  }
});

test('the CommonMark examples are shown without a crash or a foreign element', () => {
  const file = shared('fixtures/security/commonmark/examples.json');
  if (file === undefined) return;
  for (const { markdown } of JSON.parse(readFileSync(file, 'utf8')) as { markdown: string }[]) {
    const { container, unmount } = render(<Markdown text={markdown} />);
    expect({ markdown, faults: faultsOf(container) }).toEqual({ markdown, faults: [] });
    unmount();
  }
});

test('a link to another scheme stays text with its words', () => {
  const { container } = render(<Markdown text="[press here](javascript:alert(1))" />);
  expect(container.querySelector('a')).toBeNull();
  expect(container.textContent).toBe('press here');
});

test('a safe link leads through the outward page, in a new tab without an opener', () => {
  render(<Markdown text="[docs](https://example.org/a?b=1&amp;c=2#d)" />);
  const link = screen.getByRole('link', { name: 'docs' });
  expect(link.getAttribute('href')).toBe('out.html#https://example.org/a?b=1&c=2#d');
  expect(link.getAttribute('target')).toBe('_blank');
  expect(link.getAttribute('rel')).toContain('noopener');
});

test('an image is never loaded: a chip names its host and words', () => {
  render(<Markdown text="![a chart](https://cdn.example.org/chart.png)" />);
  expect(screen.getByRole('link', { name: 'Image “a chart” at cdn.example.org, not loaded' })).toBeTruthy();
});

test('html is shown as it was written', () => {
  const { container } = render(
    <Markdown text={'<details><summary>x</summary></details>\n\nand <b>bold</b> &copy; 2026'} />,
  );
  expect(container.querySelector('pre')?.textContent).toBe('<details><summary>x</summary></details>');
  expect(container.querySelector('p')?.textContent).toBe('and <b>bold</b> © 2026');
});

test('a text is read out without its marks', () => {
  const source = '# Sum\n\n**5,444** with `tax`.\n\n- [x] one\n- two\n\n| a | b |\n| - | - |\n| 1 | *2* |';
  expect(spoken(source)).toBe('Sum\n5,444 with tax.\none\ntwo\na, b\n1, 2');
});

test('a task list says which are done', () => {
  render(<Markdown text={'- [x] first\n- [ ] second'} />);
  expect(screen.getByRole('checkbox', { name: 'Done' })).toHaveProperty('checked', true);
  expect(screen.getByRole('checkbox', { name: 'Open' })).toHaveProperty('checked', false);
});

test('a table is copied as CSV without formulas, or as it was written', async () => {
  const doors = openTestDoors();
  const source = '| Name | Sum |\n| --- | ---: |\n| "a", b | =1+2 |\n| **c** | -5 |';
  render(<Markdown text={source} />);
  fireEvent.click(screen.getByRole('button', { name: 'Copy as CSV' }));
  fireEvent.click(screen.getByRole('button', { name: 'Copy as Markdown' }));
  await screen.findAllByText('Copied');
  expect(doors.copied).toEqual(['Name,Sum\r\n"""a"", b",\'=1+2\r\nc,-5\r\n', source]);
});

test('code is copied as it is, and coloured once it is finished', async () => {
  const doors = openTestDoors();
  const { container } = render(<Markdown text={'```ts\nconst a = "<b>";\n```'} />);
  fireEvent.click(screen.getByRole('button', { name: 'Copy code' }));
  expect(doors.copied).toEqual(['const a = "<b>";']);
  await expect.poll(() => container.querySelector('.scope-keyword')?.textContent, { timeout: 3_000 }).toBe('const');
  expect(container.querySelector('pre')?.textContent).toBe('const a = "<b>";');
});

test('while a text grows its finished blocks keep their nodes, and at the end it looks as if parsed at once', () => {
  const section =
    'First paragraph with **words**.\n\n- one\n- two\n\n```js\nlet a;\n\nlet b;\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n';
  // So long that the first blocks stand in other parts than the last.
  const source = `# Title\n\n${section.repeat(6)}The last paragraph of them all.\n`;
  const growing = render(<GrowingMarkdown text="" />);
  let title: Element | null = null;
  for (let end = 1; end <= source.length; end += 3) {
    growing.rerender(<GrowingMarkdown text={source.slice(0, end)} />);
    title ??= end > 60 ? growing.container.querySelector('h3') : null;
  }
  growing.rerender(<GrowingMarkdown text={source} />);
  expect(title).not.toBeNull();
  expect(growing.container.querySelector('h3')).toBe(title);
  const whole = render(<Markdown text={source} />);
  const [grown, parsed] = [growing, whole].map(({ container }) => container.firstElementChild);
  expect(grown?.childElementCount).toBeGreaterThan(3);
  expect(grown?.innerHTML).toBe(parsed?.innerHTML);
});
