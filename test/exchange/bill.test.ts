import fc from 'fast-check';
import { expect, test } from 'vitest';
import { modelKey, type BillAnswer, type BillReading } from '../../src/domain/bill';
import { freshId } from '../../src/storage/write';
import { writeLateUsage } from '../../src/storage/costs';
import type { Workspace } from '../../src/storage/open';
import { readBill } from '../../src/exchange/bill';
import { costOf, freshWorkspace, ledgerOf } from '../storage/workspace-fixture';
import { idle } from './file-fixture';

const seed = 20_261_125;
const empty = freshWorkspace();

const read = (ws: Workspace, text: string, reading?: BillReading): Promise<BillAnswer> =>
  readBill(ws, new Blob([text]), reading, idle());

async function compared(ws: Workspace, text: string, reading?: BillReading) {
  const found = await read(ws, text, reading);
  if (found.is !== 'compared') throw new Error(JSON.stringify(found));
  return found.comparison;
}

const openRouter = { provider: 'openrouter', model: 'openai/gpt-5-mini' } as const;
const openAi = { provider: 'openai', model: 'gpt-5-mini' } as const;

/** One line of Anthropic's cost report: cents as a decimal string. */
const anthropicLine = (amount: string, more: object = {}) => ({
  amount,
  currency: 'USD',
  cost_type: 'tokens',
  description: 'Claude Sonnet 5 Usage',
  model: 'claude-sonnet-5-20260901',
  token_type: 'uncached_input_tokens',
  service_tier: 'standard',
  ...more,
});
const anthropicReport = (...results: object[]) =>
  JSON.stringify({
    data: [{ starting_at: '2026-11-25T00:00:00Z', ending_at: '2026-11-26T00:00:00Z', results }],
    has_more: false,
  });

test('Anthropic’s report in cents agrees with the ledger to the nano-dollar, over several lines', async () => {
  const ws = await ledgerOf({}, {});
  const found = await compared(ws, anthropicReport(anthropicLine('0.6'), anthropicLine('0.3')));
  expect(found).toMatchObject({
    provider: 'anthropic',
    here: 9_000_000,
    theirs: 9_000_000,
    agreed: 1,
    differences: [],
  });
});

test('a known difference is told by day and model, with its likely cause', async () => {
  const ws = await ledgerOf({}, {});
  const search = anthropicLine('4', { cost_type: 'web_search', model: null });
  const { here, theirs, differences } = await compared(ws, anthropicReport(anthropicLine('0.9'), search));
  expect(theirs - here).toBe(40_000_000);
  expect(differences).toEqual([
    { day: '2026-11-25', model: '', here: 0, theirs: 40_000_000, low: 0, high: 0, cause: 'hosted-tools' },
  ]);
});

test('OpenAI’s costs are read from their line items, whatever date the model’s name carries', async () => {
  const ws = await ledgerOf(openAi);
  const text = JSON.stringify({
    object: 'page',
    data: [
      {
        object: 'bucket',
        start_time: Date.UTC(2026, 10, 25) / 1_000,
        results: [
          { amount: { value: 0.003, currency: 'usd' }, line_item: 'gpt-5-mini-2025-08-07, input', project_id: null },
          { amount: { value: 0.0015, currency: 'usd' }, line_item: 'gpt-5-mini-2025-08-07, output', project_id: null },
          { amount: { value: 0.01, currency: 'usd' }, line_item: 'web search tool calls', project_id: null },
        ],
      },
      { object: 'bucket', start_time: Date.UTC(2026, 10, 26) / 1_000, results: [] },
    ],
    has_more: true,
  });
  const found = await compared(ws, text);
  expect(found).toMatchObject({ provider: 'openai', partial: true, agreed: 1, to: '2026-11-25' });
  expect(found.differences).toMatchObject([{ model: '', theirs: 10_000_000, cause: 'hosted-tools' }]);
});

test('OpenAI’s usage, which knows no prices, is compared in tokens', async () => {
  const ws = await ledgerOf(openAi);
  const text = 'start_time_iso,model,num_model_requests,input_tokens,output_tokens\n2026-11-25,gpt-5-mini,2,1300,150\n';
  expect(await compared(ws, text)).toMatchObject({
    measure: 'tokens',
    here: 1_100,
    theirs: 1_450,
    differences: [{ cause: 'other-use' }],
  });
});

const activity =
  'date,model,model_permaslug,provider_name,endpoint_id,requests,prompt_tokens,completion_tokens,reasoning_tokens,usage,byok_usage_inference\n';
const activityLine = (requests: number, prompt: number, usage: string, byok = '0') =>
  `2026-11-25,openai/gpt-5-mini,openai/gpt-5-mini-2025-08-07,OpenAI,x,${requests},${prompt},100,0,${usage},${byok}\n`;

test.each([
  ['agrees, with what went to a key of one’s own', activityLine(1, 1_000, '0.0005', '0.004'), undefined],
  ['counts more requests', activityLine(2, 2_000, '0.009'), 'other-use'],
  ['counts as many and costs more', activityLine(1, 1_000, '0.009'), 'tier'],
  ['counts fewer', activityLine(0, 0, '0.001'), 'not-billed'],
])('OpenRouter’s activity: one that %s', async (_, line, cause) => {
  const ws = await ledgerOf(openRouter);
  const { differences } = await compared(ws, activity + line);
  expect(differences.map(one => one.cause)).toEqual(cause ? [cause] : []);
});

test('what a file rounds, and what was only estimated here, is explained', async () => {
  const exact = await ledgerOf(openAi);
  const reading: BillReading = { provider: 'openai', day: 0, model: 1, cost: 2, unit: 'dollars' };
  const cents = await compared(exact, 'day;model;sum\n2026-11-25;gpt-5-mini;0,00\n', reading);
  expect(cents.differences).toMatchObject([{ theirs: 0, cause: 'rounding' }]);
  const cut = await ledgerOf({ ...openAi, basis: 'estimated', low: 1_000_000, high: 90_000_000 });
  const within = await compared(cut, 'day,model,sum\n2026-11-25,gpt-5-mini,0.08\n', reading);
  expect(within.differences).toMatchObject([{ low: 1_000_000, high: 90_000_000, cause: 'estimated' }]);
  const beyond = await compared(cut, 'day,model,sum\n2026-11-25,gpt-5-mini,0.095\n', reading);
  expect(beyond.differences).toMatchObject([{ cause: 'dearer' }]);
});

test('a correction counts in the place of what it corrects, and another provider’s calls do not count', async () => {
  const ws = await ledgerOf({ ...openAi, basis: 'estimated', low: 0, high: 9_000_000 }, { model: 'claude-sonnet-5' });
  const [entry] = (await ws.db.cost.toArray()).filter(one => one.provider === 'openai');
  if (!entry?.run) throw new Error('no entry');
  await writeLateUsage(ws, entry.run, costOf(entry.act, { ...openAi, basis: 'reported', cost: 5_000_000 }));
  const found = await compared(ws, activity.replace('usage,byok', 'cost_usd,other') + activityLine(1, 1_000, '0.005'), {
    provider: 'openai',
    day: 0,
    model: 1,
    cost: 9,
    unit: 'dollars',
  });
  expect(found.here).toBe(5_000_000);
});

test('columns that no name tells are asked for, with the first rows and what could be guessed', async () => {
  const ws = await ledgerOf(openAi);
  const text = 'When,Which,Charge\n2026-11-25,gpt-5-mini,$0.0045\n';
  expect(await read(ws, text)).toMatchObject({
    is: 'asks',
    headings: ['When', 'Which', 'Charge'],
    rows: [['2026-11-25', 'gpt-5-mini', '$0.0045']],
    guess: {},
  });
  // A bare name says neither dollars nor cents.
  const bare = await read(ws, 'date,model,cost\n2026-11-25,claude-sonnet-5,1\n');
  expect(bare).toMatchObject({ is: 'asks', guess: { provider: 'anthropic', day: 0, model: 1, cost: 2 } });
  // Models of two makers do not tell whose bill it is.
  const both = await read(ws, 'date,model,cost_usd\n2026-11-25,gpt-5,1\n2026-11-25,claude-sonnet-5,1\n');
  expect(both.is === 'asks' && both.guess.provider).toBeUndefined();
  const reading: BillReading = { provider: 'openai', day: 0, model: 1, cost: 2, unit: 'dollars' };
  expect((await compared(ws, text, reading)).differences).toEqual([]);
  const { model: _, ...byDay } = reading;
  expect((await compared(ws, text, byDay)).agreed).toBe(1);
});

test('a title above the table is no heading', async () => {
  const text = 'Costs of November\n\ndate,model,cost_usd\n2026-11-25,gpt-5-mini,0.0045\n';
  expect(await compared(await empty, text)).toMatchObject({ theirs: 4_500_000 });
});

test.each<[string, string | Uint8Array, object]>([
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff]), { because: 'not-text' }],
  ['nothing', '', { because: 'no-rows' }],
  ['headings alone', 'date,model,cost_usd\n', { because: 'no-rows' }],
  ['a broken quote', 'date,model,cost_usd\n2026-11-25,"gpt', { because: 'broken' }],
  ['broken JSON', '{"data":[', { because: 'broken' }],
  ['a key that would reach into prototypes', '{"data":[{"__proto__":1}]}', { because: 'broken' }],
  ['a workspace', '{"format":"retinue-workspace/1"}', { because: 'workspace' }],
  ['other money', 'date,model,cost_usd,currency\n2026-11-25,gpt-5,1,EUR\n', { because: 'currency', text: 'EUR' }],
  ['a day in words', 'date,model,cost_usd\n25/11/26,gpt-5,1\n', { because: 'day', line: 2, text: '25/11/26' }],
  ['no such day', 'date,model,cost_usd\n2026-13-45,gpt-5,1\n', { because: 'day', line: 2 }],
  ['a sum in words', 'date,model,cost_usd\n2026-11-25,gpt-5,lots\n', { because: 'amount', line: 2, text: 'lots' }],
  ['endless digits', `date,model,cost_usd\n2026-11-25,gpt-5,${'9'.repeat(1_000)}\n`, { because: 'amount', line: 2 }],
  ['an amount longer than any', `date,model,cost_usd\n2026-11-25,gpt-5,0.${'0'.repeat(59)}\n`, { because: 'amount' }],
  ['what is no text for a zero in it', 'date,model,cost_usd\n2026-11-25,gpt-5,1\n\0', { because: 'not-text' }],
  ['too many columns', `${'a,'.repeat(500)}b\n1,2\n`, { because: 'too-large' }],
])('%s is refused for what it is', async (_, content, fault) => {
  expect(await readBill(await empty, new Blob([content as BlobPart]), undefined, idle())).toMatchObject({
    is: 'refused',
    fault,
  });
});

test('whatever a file holds, reading it ends in an answer, and whatever it bills is summed exactly', async () => {
  const ws = await empty;
  await fc.assert(
    fc.asyncProperty(
      fc.string({
        unit: fc.constantFrom('\n', ...'date model cost_usd , ; " { } [ ] : 1 - . $'.split(' ')),
      }),
      async text => {
        expect(['asks', 'refused', 'compared']).toContain((await read(ws, text)).is);
      },
    ),
    { seed, numRuns: 200 },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), { minLength: 1 }), async nanos => {
      const lines = nanos.map(nano => {
        const digits = String(nano < 0n ? -nano : nano).padStart(10, '0');
        return `2026-11-25,gpt-5,${nano < 0n ? '-' : ''}${digits.slice(0, -9)}.${digits.slice(-9)}`;
      });
      const { theirs } = await compared(ws, `date,model,cost_usd\n${lines.join('\n')}`);
      expect(BigInt(theirs)).toBe(nanos.reduce((sum, nano) => sum + nano, 0n));
    }),
    { seed, numRuns: 50 },
  );
});

test('a model is known by any of its names, and two models are never one', () => {
  for (const name of ['claude-sonnet-4-5', 'claude-sonnet-4-5-20250929', 'Claude Sonnet 4.5', 'claude-sonnet-4.5'])
    expect(modelKey(name)).toBe('claude-sonnet-4-5');
  expect(modelKey('gpt-5-mini-2025-08-07')).toBe(modelKey('gpt-5-mini'));
  expect(modelKey('gpt-5-mini')).not.toBe(modelKey('gpt-5'));
  expect(modelKey('openai/gpt-5')).not.toBe(modelKey('gpt-5'));
});

test('a ledger of two pages is summed whole', async () => {
  const ws = await ledgerOf(openAi);
  const [first] = await ws.db.cost.toArray();
  if (!first) throw new Error('no entry');
  const copies = Array.from({ length: 700 }, (_, index) => ({
    ...first,
    id: freshId<'cost-entry'>(ws),
    seq: index + 2,
    born: `${first.born.slice(0, 12)}${String(index).padStart(16, '0')}`,
  }));
  await ws.db.cost.bulkAdd(copies);
  expect((await compared(ws, 'date,model,cost_usd\n2026-11-25,gpt-5-mini,0\n')).here).toBe(701 * 4_500_000);
});

test.each([
  ['semicolons and points', 'date;model;cost_usd\n2026-11-25;gpt-5-mini;0.0045\n', 4_500_000],
  ['semicolons and commas', 'date;model;cost_usd\n2026-11-25;gpt-5-mini;0,0045\n', 4_500_000],
  ['a comma in quotes', 'date,model,cost_usd\n2026-11-25,gpt-5-mini,"0,123"\n', 123_000_000],
  ['thousands and a fraction', 'date,model,cost_usd\n2026-11-25,gpt-5-mini,"1,234.50"\n', 1_234_500_000_000],
  [
    'one figure that says it for all',
    'date;model;cost_usd\n2026-11-25;gpt-5-mini;1.234\n2026-11-25;gpt-5-mini;0.5\n',
    1_734_000_000,
  ],
])('the decimal mark is read from the figures: %s', async (_, text, theirs) => {
  expect(await compared(await empty, text)).toMatchObject({ theirs });
});

test.each([
  ['semicolons and a point', 'date;model;cost_usd\n2026-11-25;gpt-5-mini;1.234\n', '1.234', [1.234, 1_234]],
  ['commas and a point', 'date,model,cost_usd\n2026-11-25,gpt-5-mini,$12.500\n', '12.500', [12.5, 12_500]],
  ['a comma in quotes', 'date,model,cost_usd\n2026-11-25,a,7\n2026-11-25,a,"1,234"\n', '1,234', [1_241, 8.234]],
] as const)('where no figure tells a fraction from thousands, the user is asked: %s', async (_, text, figure, sums) => {
  const answered = await read(await empty, text, { provider: 'openai', day: 0, model: 1, cost: 2, unit: 'dollars' });
  if (answered.is !== 'unclear') throw new Error(JSON.stringify(answered));
  expect(answered.figure).toBe(figure);
  for (const [at, mark] of (['.', ','] as const).entries()) {
    const { theirs } = await compared(await empty, text, { ...answered.reading, mark });
    expect(theirs).toBe(Math.round((sums[at] ?? 0) * 1e9));
  }
});

test('a point in JSON is never in doubt', async () => {
  const found = await compared(await empty, anthropicReport(anthropicLine('1.234')));
  expect(found.theirs).toBe(12_340_000);
});

test('counts with parted thousands are whole, and a fraction of a token is no count', async () => {
  const head = 'date;model;num_model_requests;input_tokens;output_tokens\n2026-11-25;gpt-5-mini;2;';
  expect(await compared(await empty, `${head}12.345.678;0\n`)).toMatchObject({ theirs: 12_345_678 });
  expect(await read(await empty, `${head}1,5;3\n`)).toMatchObject({ fault: { because: 'amount' } });
});
