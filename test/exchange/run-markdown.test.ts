import { describe, expect, test } from 'vitest';

import { runAsMarkdown } from '../../src/exchange/run-markdown';
import type { Work } from '../../src/exchange/work';
import { code, dollars, quote } from '../../src/exchange/run-text';
import { writeLateUsage } from '../../src/storage/costs';
import { costOf } from '../storage/workspace-fixture';
import { idle } from './file-fixture';
import { hidden, toldRun, unknownEvent } from './run-fixture';

const read = async (blob: Promise<Blob>) => (await blob).text();

describe('a run as a text to read', () => {
  test('says who did what, with which model, when, for how much, and how it ended', async () => {
    const { ws, run } = await toldRun();
    const text = await read(runAsMarkdown(ws, run, idle()));
    expect(text.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/g, 'THEN')).toBe(
      `# A sum

- Agent: Ada, researcher
- Model: claude-sonnet-5 at anthropic
- Begun: THEN

## Asked

> What is 2 + 2?
> My key is [key removed].

- File: the *sum*.png (image/png, 3 bytes)

## Step 1

claude-sonnet-5-1 · THEN · 0.0 s · 100 tokens out · $0.0045

Thought before:

> A tool is safer.

\`\`\`
I calculate that.
![seen](https://tracker.example/x.png)
\`\`\`

Asks for the tool \`calculate\`.

*THEN: The user is asked for leave (built-in/calculate).*

\`\`\`json
{"expression":"2 + 2"}
\`\`\`

*THEN: It waits for an approval.*

*THEN: The user approved it with another input.*

> Times, not plus.

\`\`\`json
{"expression":"2 * 2"}
\`\`\`

### Tool call: built-in/calculate

THEN · 0.0 s

Input

\`\`\`json
{"expression":"2 * 2"}
\`\`\`

Result

\`\`\`\`
It is \`\`\`4\`\`\`.
\`\`\`\`

## Step 2

claude-sonnet-5 · THEN · 0.0 s · failed (overloaded)

## Step 2, attempt 2

claude-sonnet-5 · THEN · 0.0 s · 100 tokens out · $0.0045 (estimated)

> It is 4.

## Ending

- It was finished.
- Last event: THEN, 0.1 s after the first
- Steps: 2
- Cost: about $0.009

`,
    );
  });

  test('tells the surer figure that came after a call', async () => {
    const { ws, run } = await toldRun();
    const entry = (await ws.db.cost.toArray()).find(({ basis }) => basis === 'estimated');
    if (!entry) throw new Error('no estimate');
    const cost = costOf(entry.act, { attempt: entry.attempt, basis: 'reported', cost: 7_000_000 });
    await writeLateUsage(ws, run, cost);
    const text = await read(runAsMarkdown(ws, run, idle()));
    expect(text).toContain('100 tokens out · $0.007\n');
    expect(text).not.toContain('(estimated)');
  });

  test('holds nothing hidden: no block of a provider, no fingerprint, no key', async () => {
    const { ws, run } = await toldRun();
    const text = await read(runAsMarkdown(ws, run, idle()));
    for (const secret of hidden) expect(text).not.toContain(secret);
  });

  test('lists events of a newer version by name, and does not guess what became of the run', async () => {
    const { ws, run } = await toldRun({ ends: [unknownEvent(), { kind: 'run-succeeded' }] });
    const text = await read(runAsMarkdown(ws, run, idle()));
    expect(text).toContain('- Holds events of a newer version, which are listed by name only');
    expect(text).toMatch(/UTC: An event that this version does not know: weather-changed\./);
    expect(text).toContain('- What became of it, this version cannot say.');
    expect(text).not.toContain(hidden[1]);
  });

  test('says what a run that is not over waits for', async () => {
    const until = Date.UTC(2026, 10, 25, 12);
    const { ws, run } = await toldRun({ ends: [{ kind: 'run-waiting', for: 'key-locked', until }] });
    const text = await read(runAsMarkdown(ws, run, idle()));
    expect(text).toContain('- It waits for the keys to be unlocked until 2026-11-25 12:00:00 UTC.');
  });

  test('stops when told to', async () => {
    const { ws, run } = await toldRun();
    const stopped: Work = { abort: AbortSignal.abort(new Error('enough')), progress: () => {} };
    await expect(runAsMarkdown(ws, run, stopped)).rejects.toThrow('enough');
  });
});

describe('text that others wrote', () => {
  test('cannot leave its quote or its block of code', () => {
    expect(quote('one\n# two\r\nthree')).toBe('> one\n> # two\n> three');
    expect(code('a\n````\nb')).toBe('`````\na\n````\nb\n`````');
  });

  test('does nothing on a page that shows it', () => {
    expect(quote('<img src=x>')).toBe('```\n<img src=x>\n```');
    expect(quote('![x](https://a.example)')).toBe('```\n![x](https://a.example)\n```');
    expect(quote('2 < 3 and a <- b')).toBe('> 2 < 3 and a <- b');
  });
});

test.each([
  [0, '$0.00'],
  [1, '$0.000000001'],
  [4_500_000, '$0.0045'],
  [1_230_000_000, '$1.23'],
  [12_000_000_000, '$12.00'],
])('%d billionths of a dollar read %s', (cost, words) => {
  expect(dollars(cost)).toBe(words);
});
