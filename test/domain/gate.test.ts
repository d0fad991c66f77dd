import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gate, type GatedCall } from '../../src/domain/gate';
import type { GrantRow } from '../../src/domain/grant';
import type { Id } from '../../src/domain/id';
import { mostLabels, sourceOf, unionLabels } from '../../src/domain/label';
import type { Label } from '../../src/domain/row';
import type { Effect, Reach } from '../../src/domain/tool';

const run = 'run-1' as Id<'run'>;
const agent = 'agent-1' as Id<'agent'>;
const web = (from: string): Label => ({ source: 'web', from });
const page = (host: string) => ({ url: `https://${host}/page` });

function call(effect: Effect, reach: Reach, rest: Partial<GatedCall> = {}): GatedCall {
  const tool = { source: 'built-in', name: 'tool', effect, reach };
  return { tool, schema: 'schema-1', input: page('a.test'), labels: [], run, now: 1_000, ...rest };
}

type Fields = Partial<Omit<GrantRow, 'body'>> & Partial<GrantRow['body']>;

function grant(decision: GrantRow['decision'], fields: Fields = {}): GrantRow {
  const { tool = 'built-in/tool', schema = 'schema-1', trusts = [], ...rest } = fields;
  const { when = [{ path: '/url', is: 'host', value: 'a.test' }], ...row } = rest;
  const envelope = { id: `${decision}-1` as Id<'grant'>, v: 1, at: 0, born: '' };
  return { ...envelope, agent, decision, ...row, body: { tool, schema, when, trusts } };
}

describe('the gate', () => {
  it.each([
    ['pure', 'none', 'go'],
    ['read', 'none', 'go'],
    ['idempotent', 'none', 'go'],
    ['write', 'none', 'ask'],
    ['billed', 'none', 'ask'],
    ['pure', 'workspace', 'go'],
    ['read', 'workspace', 'go'],
    ['idempotent', 'workspace', 'ask'],
    ['write', 'workspace', 'ask'],
    ['billed', 'workspace', 'ask'],
    ['pure', 'provider', 'ask'],
    ['read', 'provider', 'ask'],
    ['pure', 'outward', 'ask'],
    ['read', 'outward', 'ask'],
    ['idempotent', 'outward', 'ask'],
    ['write', 'outward', 'ask'],
    ['billed', 'outward', 'ask'],
  ] as const)('unasked, for what is %s and reaches %s, says %s', (effect, reach, is) => {
    expect(gate(call(effect, reach), []).is).toBe(is);
    expect(gate(call(effect, reach, { labels: [web('b.test')] }), []).is).toBe(is);
  });

  it('lets never win over ask, ask over allow, and says which grant it was', () => {
    const [allow, ask, never] = [grant('allow'), grant('ask'), grant('never')];
    const outward = call('read', 'outward');
    expect(gate(outward, [allow])).toEqual({ is: 'go', grant: allow.id });
    expect(gate(outward, [allow, ask])).toEqual({ is: 'ask', because: 'grant', grant: ask.id });
    expect(gate(outward, [allow, ask, never])).toEqual({ is: 'refuse', grant: never.id });
    expect(gate(call('pure', 'none'), [ask])).toEqual({ is: 'ask', because: 'grant', grant: ask.id });
  });

  it('holds a grant for its own tool, its own source, its run and its time', () => {
    const asked = (fields: Fields) => gate(call('write', 'outward'), [grant('allow', fields)]);
    expect(asked({}).is).toBe('go');
    expect(asked({ run }).is).toBe('go');
    expect(asked({ expires: 1_001 }).is).toBe('go');
    const effect = { is: 'ask', because: 'effect' };
    expect(asked({ tool: 'mcp:elsewhere/tool' })).toEqual(effect);
    expect(asked({ run: 'run-2' as Id<'run'> })).toEqual(effect);
    expect(asked({ expires: 1_000 })).toEqual(effect);
    expect(asked({ gone: true })).toEqual(effect);
    expect(asked({ when: [{ path: '/url', is: 'host', value: 'b.test' }] })).toEqual(effect);
  });

  it('asks again for a tool that has changed, but forbids and asks as before', () => {
    const changed = call('write', 'outward', { schema: 'schema-2' });
    expect(gate(changed, [grant('allow')])).toEqual({ is: 'ask', because: 'tool-changed', grant: 'allow-1' });
    expect(gate(changed, [grant('never')]).is).toBe('refuse');
    expect(gate(changed, [grant('ask')])).toEqual({ is: 'ask', because: 'grant', grant: 'ask-1' });
  });

  it('forbids and asks whatever else the input holds, where an allowance ends', () => {
    const more = call('write', 'outward', { input: { ...page('a.test'), note: 'one field more' } });
    expect(gate(more, [grant('allow')])).toEqual({ is: 'ask', because: 'effect' });
    expect(gate(more, [grant('ask')])).toEqual({ is: 'ask', because: 'grant', grant: 'ask-1' });
    expect(gate(more, [grant('never')]).is).toBe('refuse');
    expect(gate(call('read', 'none', { input: page('b.test') }), [grant('never'), grant('ask')]).is).toBe('go');
  });

  it('counts the uses of a day, and takes uses that nobody counted for too many', () => {
    const daily = [grant('allow', { perDay: 2 })];
    const usedUp = { is: 'ask', because: 'used-up', grant: 'allow-1' };
    expect(gate(call('write', 'outward', { usesToday: 1 }), daily).is).toBe('go');
    expect(gate(call('write', 'outward', { usesToday: 2 }), daily)).toEqual(usedUp);
    expect(gate(call('write', 'outward'), daily)).toEqual(usedUp);
  });

  it('asks before anything goes out that foreign text led to, and says where that came from', () => {
    const labels = [web('b.test'), web('c.test')];
    const outward = call('write', 'outward', { labels });
    expect(gate(outward, [])).toEqual({ is: 'ask', because: 'labels', labels });
    expect(gate(outward, [grant('allow')])).toEqual({ is: 'ask', because: 'labels', labels });
    expect(gate(outward, [grant('allow', { trusts: ['web:b.test'] })])).toEqual({
      is: 'ask',
      because: 'labels',
      labels: [web('c.test')],
    });
    expect(gate(outward, [grant('allow', { trusts: ['web:b.test', 'web:c.test'] })]).is).toBe('go');
    expect(gate(call('write', 'workspace', { labels }), [grant('allow')]).is).toBe('go');
  });

  it('lets a page lead to its own site where that is granted, and to no other', () => {
    const read = (labels: Label[], input: unknown = page('a.test'), effect: Effect = 'read') =>
      gate(call(effect, 'outward', { labels, input }), [
        grant('allow'),
        grant('allow', {
          when: [
            { path: '/url', is: 'host', value: 'a.test' },
            { path: '/body', is: 'anything' },
          ],
        }),
      ]).is;
    expect(read([web('a.test')])).toBe('go');
    expect(read([web('A.test.')])).toBe('go');
    expect(read([web('b.test')])).toBe('ask');
    expect(read([web('a.test'), web('b.test')])).toBe('ask');
    expect(read([{ source: 'mcp', from: 'a.test' }])).toBe('ask');
    expect(read([web('a.test')], { ...page('a.test'), body: 'private words' })).toBe('ask');
    expect(read([web('a.test')], page('a.test'), 'write')).toBe('ask');
    expect(gate(call('read', 'outward', { labels: [web('a.test')] }), [])).toEqual({ is: 'ask', because: 'effect' });
  });

  it('never trusts what stands for many', () => {
    const labels = unionLabels([Array.from({ length: mostLabels + 1 }, (_, index) => web(`${index}.test`))]);
    const trusts = [...labels.map(sourceOf), 'web:0.test'];
    expect(gate(call('write', 'outward', { labels }), [grant('allow', { trusts })]).is).toBe('ask');
  });
});

const strictness = { go: 0, ask: 1, refuse: 2 };

const anyLabel = fc.constantFrom(web('a.test'), web('b.test'), { source: 'mcp', from: 'a.test' } satisfies Label);
const anyGrant = fc
  .record({
    decision: fc.constantFrom('allow', 'ask', 'never'),
    run: fc.constantFrom(undefined, run, 'run-2' as Id<'run'>),
    expires: fc.constantFrom(undefined, 1_000, 2_000),
    perDay: fc.constantFrom(undefined, 1, 5),
    schema: fc.constantFrom('schema-1', 'schema-2'),
    tool: fc.constantFrom('built-in/tool', 'mcp:x/tool'),
    when: fc.constantFrom<GrantRow['body']['when']>(
      [],
      [{ path: '/url', is: 'host', value: 'a.test' }],
      [{ path: '/url', is: 'anything' }],
      [{ path: '/path', is: 'under', value: 'notes' }],
    ),
    trusts: fc.subarray(['web:a.test', 'web:b.test', 'mcp:a.test']),
  })
  .map(({ decision, run: scope, expires, perDay, ...body }) =>
    grant(decision, {
      ...body,
      ...(scope ? { run: scope } : {}),
      ...(expires === undefined ? {} : { expires }),
      ...(perDay === undefined ? {} : { perDay }),
    }),
  );
const anyCall = fc
  .record({
    effect: fc.constantFrom<Effect>('pure', 'read', 'idempotent', 'write', 'billed'),
    reach: fc.constantFrom<Reach>('none', 'workspace', 'provider', 'outward'),
    input: fc.constantFrom<unknown>({}, page('a.test'), page('b.test'), { path: 'notes/a.md' }),
    labels: fc.array(anyLabel, { maxLength: 3 }),
    usesToday: fc.nat(6),
  })
  .map(({ effect, reach, ...rest }) => call(effect, reach, rest));
const grants = fc.array(anyGrant, { maxLength: 5 });

describe('the gate, whatever is called and granted,', () => {
  const strict = (one: GatedCall, all: GrantRow[]) => strictness[gate(one, all).is];

  it('is never loosened by another label', () => {
    fc.assert(
      fc.property(anyCall, grants, anyLabel, (one, all, label) => {
        const more = { ...one, labels: unionLabels([one.labels, [label]]) };
        expect(strict(more, all)).toBeGreaterThanOrEqual(strict(one, all));
      }),
      { verbose: true, numRuns: 1_000 },
    );
  });

  it('is never loosened by another “never” or “ask”, nor tightened by another “allow”', () => {
    fc.assert(
      fc.property(anyCall, grants, anyGrant, fc.nat(5), (one, all, added, at) => {
        const [before, after] = [strict(one, all), strict(one, all.toSpliced(at, 0, added))];
        const [looser, stricter] = added.decision === 'allow' ? [after, before] : [before, after];
        expect(stricter).toBeGreaterThanOrEqual(looser);
      }),
      { verbose: true, numRuns: 1_000 },
    );
  });

  it('is the same for what is granted to tools of the same name from elsewhere', () => {
    fc.assert(
      fc.property(anyCall, grants, grants, (one, all, others) => {
        const elsewhere = others.map(other => ({ ...other, body: { ...other.body, tool: 'mcp:elsewhere/tool' } }));
        expect(gate(one, [...elsewhere, ...all])).toEqual(gate(one, all));
      }),
      { verbose: true, numRuns: 1_000 },
    );
  });

  it('lets nothing out without a grant', () => {
    fc.assert(
      fc.property(anyCall, grants, (one, all) => {
        const verdict = gate(one, all);
        const goesOut = one.tool.reach === 'outward' || one.tool.reach === 'provider';
        if (!goesOut || verdict.is !== 'go') return;
        expect(all.find(({ id }) => id === verdict.grant)?.decision).toBe('allow');
      }),
      { verbose: true, numRuns: 1_000 },
    );
  });
});
