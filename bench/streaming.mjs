// An answer being written: what a token costs as the answer grows, and how long the screen stands still.
import { cpuTime, openModule } from './stage/browser.mjs';
import { inTurns } from './stage/figures.mjs';

/** What arrives between two of ten pictures a second at 80 tokens a second. */
const AT_ONCE = 8;
const RATE = 200;

export const title = 'Streaming: markdown beside plain paragraphs of the same text';

export async function measure({ browser, host, full }) {
  const rounds = full ? 5 : 2;
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const { page, session, call } = await openModule(context, host.address, 'markdown');
  /** CPU milliseconds per 1,000 tokens. */
  const cost = async (look, tokens) => {
    const before = await cpuTime(session);
    await call('write', look, tokens, AT_ONCE);
    return ((await cpuTime(session)) - before) / (tokens / 1_000);
  };
  await cost('markdown', 1_000);

  const rows = [];
  const short = await inTurns(5, {
    markdown: () => cost('markdown', 500),
    plain: () => cost('plain', 500),
  });
  rows.push(costRow(500, short));
  for (const tokens of [5_000, 20_000]) {
    const costs = await inTurns(full ? 3 : 1, {
      markdown: () => cost('markdown', tokens),
      plain: () => cost('plain', tokens),
    });
    rows.push(costRow(tokens, costs));
    if (tokens === 20_000) rows.push(growthRow(costs.markdown, short.markdown));
  }
  const [already, more] = full ? [0, 5_000] : [4_400, 600];
  const gaps = await inTurns(rounds, {
    markdown: () => call('stream', 'markdown', already, more, RATE),
    plain: () => call('stream', 'plain', already, more, RATE),
  });
  rows.push({
    what: `worst frame gap at ${RATE} tokens/s, tokens ${already.toLocaleString('en')} to 5,000`,
    samples: gaps.markdown,
    against: 'plain paragraphs',
    base: gaps.plain,
    unit: 'ms',
    target: '≤ 1.5',
  });
  await page.close();
  await context.close();
  return rows;
}

const costRow = (tokens, { markdown, plain }) => ({
  what: `CPU per 1,000 tokens in an answer of ${tokens.toLocaleString('en')}`,
  samples: markdown,
  against: 'plain paragraphs',
  base: plain,
  unit: 'ms',
  target: '≤ 2.5',
});

const growthRow = (long, short) => ({
  what: 'CPU per 1,000 tokens in an answer of 20,000',
  samples: long,
  against: 'markdown, an answer of 500',
  base: short,
  unit: 'ms',
  target: '≤ 1.25',
});
