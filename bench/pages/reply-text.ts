/** How many characters stand for a token: what providers stream at a time, on average. */
export const charactersPerToken = 4;

const words = (
  'the agent reads a budget of tokens and keeps its memory in small records so that every call can be priced before it ' +
  'runs while the ledger adds the real cost after the stream ends and the user sees which role spent what on which task ' +
  'with a clear report and a short plan for the next step that the team should take when the review is done'
).split(' ');

/**
 * Markdown as models write it, the same in every run: headings, paragraphs with emphasis and links, lists, code, tables,
 * quotes. Cut to exactly `tokens`.
 */
export function replyText(tokens: number): string {
  const next = seeded(7);
  let text = '';
  for (let section = 1; text.length < tokens * charactersPerToken; section++) text += sectionOf(section, next);
  return text.slice(0, tokens * charactersPerToken);
}

type Next = () => number;

/** A linear congruential generator: numbers from 0 to 1. */
function seeded(seed: number): Next {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

const pick = (next: Next) => words[Math.floor(next() * words.length)] ?? '';
const times = (count: number, make: (index: number) => string) => Array.from({ length: count }, (_, at) => make(at));

function sectionOf(number: number, next: Next): string {
  const pieces = [`## Section ${number}: ${pick(next)} ${pick(next)}`, paragraph(next), paragraph(next)];
  if (next() < 0.6) pieces.push(times(4, () => `- ${sentence(8, next)}`).join('\n'));
  if (next() < 0.5) pieces.push(code(next));
  if (next() < 0.35) pieces.push(table(next));
  if (next() < 0.2) pieces.push(`> ${sentence(14, next)}`);
  return `${pieces.join('\n\n')}\n\n`;
}

const paragraph = (next: Next) => times(3, () => sentence(12, next)).join(' ');

const sentence = (length: number, next: Next) => `${times(length, () => spoken(pick(next), next())).join(' ')}.`;

/** Every tenth word or so carries a mark. */
function spoken(word: string, chance: number): string {
  if (chance < 0.03) return `**${word}**`;
  if (chance < 0.05) return `*${word}*`;
  if (chance < 0.08) return `\`${word}\``;
  if (chance < 0.09) return `[${word}](https://example.com/${word})`;
  return word;
}

function code(next: Next): string {
  const lines = times(12, at => `const ${pick(next)}${at} = ${pick(next)}(${at}); // ${pick(next)} ${pick(next)}`);
  return `\`\`\`ts\n${lines.join('\n')}\n\`\`\``;
}

function table(next: Next): string {
  const line = (cell: () => string) => `|${times(4, () => ` ${cell()} |`).join('')}`;
  return [line(() => pick(next)), line(() => '---'), ...times(6, () => line(() => pick(next)))].join('\n');
}
