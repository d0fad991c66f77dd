import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { learn, learnWider } from '../../src/domain/learn';
import { matches } from '../../src/domain/pattern';
import { fieldName, fromEntries, leafPointers, scalar, toolInput, withOneMore } from './grant-inputs';

const plain = { reach: 'workspace' } as const;
const writer = { reach: 'workspace', freeText: ['/text'] } as const;
const write = (path: string, text = 'a text') => ({ path, text });

describe('learning from approvals', () => {
  it('always covers what was approved, and never says anything of a field that is not free', () => {
    fc.assert(
      fc.property(fc.array(toolInput, { minLength: 1, maxLength: 8 }), approved => {
        for (const when of [learn(approved, plain), learnWider(approved, plain)]) {
          if (!when) continue;
          expect(when.some(({ is }) => is === 'anything')).toBe(false);
          for (const input of approved) expect(matches(when, input)).toBe(true);
        }
      }),
      { verbose: true },
    );
  });

  it('always finds a pattern for up to five inputs', () => {
    fc.assert(
      fc.property(fc.array(toolInput, { minLength: 1, maxLength: 5 }), approved => {
        expect(learn(approved, plain)).toBeDefined();
      }),
      { verbose: true },
    );
  });

  it('never covers an input that differs outside the field in which the approved ones differ', () => {
    fc.assert(
      fc.property(
        toolInput,
        fc.array(scalar, { minLength: 1, maxLength: 5 }),
        fc.tuple(fieldName, scalar),
        (base, values, [name, extra]) => {
          const field = 'the field that differs';
          const approved = values.map(value => fromEntries([...Object.entries(base), [field, value]]));
          const when = learn(approved, plain) ?? [];
          const [first] = approved;
          for (const [own, value] of Object.entries(base)) {
            const other = fromEntries(
              Object.entries(first ?? {}).map(([key, kept]) => [key, key === own ? [value] : kept]),
            );
            expect(matches(when, other)).toBe(false);
            const less = fromEntries(Object.entries(first ?? {}).filter(([key]) => key !== own));
            expect(matches(when, less)).toBe(false);
          }
          for (const larger of withOneMore(first, name, extra)) expect(matches(when, larger)).toBe(false);
        },
      ),
      { verbose: true },
    );
  });

  it('covers of single values exactly those that were approved, up to five', () => {
    fc.assert(
      fc.property(fc.array(scalar, { minLength: 1, maxLength: 5 }), scalar, (values, other) => {
        const when = learn(
          values.map(value => ({ value })),
          plain,
        );
        const isKnown = values.some(value => Object.is(value, other));
        expect(matches(when ?? [], { value: other })).toBe(isKnown);
      }),
      { verbose: true },
    );
  });

  it('climbs from one value to five, then to a folder, and stops', () => {
    const paths = ['notes/a/1.md', 'notes/a/2.md', 'notes/b/3.md', 'notes/4.md', 'notes/5.md', 'notes/6.md'];
    const from = (count: number) =>
      learn(
        paths.slice(0, count).map(path => ({ path })),
        plain,
      );
    expect(from(1)).toEqual([{ path: '/path', is: 'equals', value: 'notes/a/1.md' }]);
    expect(from(5)).toEqual([{ path: '/path', is: 'oneOf', value: paths.slice(0, 5) }]);
    expect(from(6)).toEqual([{ path: '/path', is: 'under', value: 'notes' }]);
    expect(
      learn(
        [...paths.slice(1), 'other.md'].map(path => ({ path })),
        plain,
      ),
    ).toBeUndefined();
    expect(
      learn(
        [1, 2, 3, 4, 5, 6].map(count => ({ count })),
        plain,
      ),
    ).toBeUndefined();
    expect(learn([], plain)).toBeUndefined();
  });

  it('finds the one host, and none where a URL hides another', () => {
    const urls = [1, 2, 3, 4, 5, 6].map(page => ({ url: `https://Example.com/${page}` }));
    expect(learn(urls, plain)).toEqual([{ path: '/url', is: 'host', value: 'example.com' }]);
    expect(learn([...urls, { url: 'https://example.com@evil.test/' }], plain)).toBeUndefined();
    expect(learn([...urls, { url: 'https://evil.test/' }], plain)).toBeUndefined();
  });

  it('lists whole lists before it looks at their items', () => {
    const to = (...names: string[]) => ({ to: names });
    expect(learn([to('a', 'b')], plain)).toEqual([{ path: '/to', is: 'equals', value: ['a', 'b'] }]);
    const two = learn([to('a'), to('b')], plain) ?? [];
    expect(matches(two, to('b'))).toBe(true);
    expect(matches(two, to('a', 'b'))).toBe(false);
    const many = [to('a'), to('b'), to('c'), to('a', 'b'), to('a', 'c'), to('b', 'c')];
    expect(learn(many, plain)).toEqual([{ path: '/to/*', is: 'oneOf', value: ['a', 'b', 'c'] }]);
    expect(learn([...many, to()], plain)).toBeUndefined();
  });

  it('leaves a free text open beside the file it goes to, at once', () => {
    const when = learn([write('notes/a.md')], writer) ?? [];
    expect(when).toEqual([
      { path: '/path', is: 'equals', value: 'notes/a.md' },
      { path: '/text', is: 'anything' },
    ]);
    expect(matches(when, write('notes/a.md', 'another text'))).toBe(true);
    expect(matches(when, write('notes/b.md'))).toBe(false);
    expect(matches(when, { ...write('notes/a.md'), mode: 'append' })).toBe(false);
  });

  it('offers the folder as the wider choice, and no choice where there is none', () => {
    expect(learnWider([write('notes/a.md')], writer)).toEqual([
      { path: '/path', is: 'under', value: 'notes' },
      { path: '/text', is: 'anything' },
    ]);
    expect(learnWider([write('a.md')], writer)).toBeUndefined();
    expect(learnWider([{ count: 1 }], plain)).toBeUndefined();
  });

  it('never leaves a text open that goes out, that says where it goes, or that is no text', () => {
    const mail = { to: 'ann@example.com', text: 'hello' };
    for (const reach of ['outward', 'provider'] as const)
      expect(learn([mail], { reach, freeText: ['/text'] })).toEqual([
        { path: '/to', is: 'equals', value: 'ann@example.com' },
        { path: '/text', is: 'equals', value: 'hello' },
      ]);
    expect(learn([{ text: 'a' }, { text: 'b' }], writer)).toBeUndefined();
    expect(learn([{ path: 'a', text: ['b'] }], writer)).toEqual([
      { path: '/path', is: 'equals', value: 'a' },
      { path: '/text', is: 'equals', value: ['b'] },
    ]);
  });

  it('leaves only free texts open, whatever else the inputs hold', () => {
    fc.assert(
      fc.property(
        toolInput,
        fc.array(fc.string(), { minLength: 1, maxLength: 9 }),
        fc.string(),
        (base, texts, text) => {
          const free = 'the text';
          const approved = texts.map(one => fromEntries([...Object.entries(base), [free, one]]));
          const when = learn(approved, { reach: 'workspace', freeText: [`/${free}`] }) ?? [];
          expect(when.filter(({ is }) => is === 'anything')).toEqual([{ path: `/${free}`, is: 'anything' }]);
          expect(when.length).toBeLessThanOrEqual(leafPointers(approved[0]).length);
          expect(matches(when, fromEntries([...Object.entries(base), [free, text]]))).toBe(true);
        },
      ),
      { verbose: true },
    );
  });
});
