import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { Turn } from '../../src/domain/model-request';
import type { Part, Replay } from '../../src/domain/part';
import { familyOf, settleTurns } from '../../src/providers/turns';

const here = { wire: 'anthropic-messages', model: 'claude-sonnet-4-5', host: 'api.anthropic.com' } as const;
const text = (words: string): Part => ({ kind: 'text', text: words });
const call = (id: string): Part => ({ kind: 'tool-call', call: id, name: 'now', input: {} });
const result = (id: string): Part => ({ kind: 'tool-result', call: id, name: 'now', output: id });
const signed = (over: Partial<Replay> = {}): Part => ({
  kind: 'reasoning',
  text: 'hm',
  replay: { wire: 'anthropic-messages', model: 'claude-opus-4-5', host: 'api.anthropic.com', block: {}, ...over },
});

describe('settling the turns of a window', () => {
  it('keeps blocks of the same wire, host and model family, and leaves out all others', () => {
    const kinds = (part: Part) => settleTurns([{ role: 'agent', parts: [part, text('a')] }], here)[0]?.parts.length;
    expect(kinds(signed())).toBe(2);
    expect(kinds(signed({ wire: 'openai-chat' }))).toBe(1);
    expect(kinds(signed({ model: 'gpt-6' }))).toBe(1);
    expect(kinds(signed({ host: 'other.test' }))).toBe(1);
    expect(kinds({ kind: 'reasoning', text: 'unsigned' })).toBe(1);
  });

  it('knows families by vendor and first word', () => {
    expect(familyOf('claude-opus-5')).toBe(familyOf('claude-sonnet-4-5'));
    expect(familyOf('anthropic/claude-opus-5')).not.toBe(familyOf('claude-opus-5'));
    expect(familyOf('gpt-6-sol')).toBe(familyOf('gpt-5.1'));
    expect(familyOf('gemini-3-pro-preview')).toBe(familyOf('gemini-3.8-flash'));
    expect(familyOf('gemini-3-pro-preview')).not.toBe(familyOf('gemini-2.5-pro'));
    expect(familyOf('openai/gpt-5')).not.toBe(familyOf('google/gemini-3'));
  });

  it('puts results right behind their calls, in order, and makes up what is missing', () => {
    const settled = settleTurns(
      [
        { role: 'user', parts: [text('go')] },
        { role: 'agent', parts: [call('a'), call('b')] },
        { role: 'user', parts: [text('meanwhile')] },
        { role: 'tool', parts: [result('b')] },
      ],
      here,
    );
    expect(settled.map(turn => turn.role)).toEqual(['user', 'agent', 'tool', 'user']);
    expect(settled[2]?.parts).toMatchObject([
      { call: 'a', isError: true },
      { call: 'b', output: 'b' },
    ]);
  });

  it('merges turns of one role and drops empty ones', () => {
    const settled = settleTurns(
      [
        { role: 'user', parts: [text('one')] },
        { role: 'agent', parts: [text('  ')] },
        { role: 'user', parts: [text('two')] },
      ],
      here,
    );
    expect(settled).toEqual([{ role: 'user', parts: [text('one'), text('two')] }]);
  });

  it('gives every call exactly one result behind it, whatever the window', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const turn: fc.Arbitrary<Turn> = fc.oneof(
      fc.constant<Turn>({ role: 'user', parts: [text('hello')] }),
      fc.uniqueArray(id).map((ids): Turn => ({ role: 'agent', parts: [text('so'), ...ids.map(call)] })),
      fc.array(id).map((ids): Turn => ({ role: 'tool', parts: ids.map(result) })),
    );
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), turns => {
        const settled = settleTurns(turns, here);
        for (const [index, { role, parts }] of settled.entries()) {
          expect(parts.length).toBeGreaterThan(0);
          expect(settled[index + 1]?.role).not.toBe(role);
          const calls = parts.flatMap(part => (part.kind === 'tool-call' ? [part.call] : []));
          const after = settled[index + 1]?.parts ?? [];
          const answered = after.flatMap(part => (part.kind === 'tool-result' ? [part.call] : []));
          expect(answered).toEqual(role === 'agent' ? calls : []);
        }
        const called = turns.flatMap(one => one.parts).filter(part => part.kind === 'tool-call').length;
        expect(settled.flatMap(one => one.parts).filter(part => part.kind === 'tool-call')).toHaveLength(called);
      }),
      { seed: 20_261_125, numRuns: 500 },
    );
  });
});
