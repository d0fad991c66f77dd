import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Condition, Criterion } from '../../src/domain/grant';
import { matches, touches } from '../../src/domain/pattern';
import { anythingAt, fieldName, scalar, toolInput, withOneMore } from './grant-inputs';

/** Whether one condition on `/x` passes `{x: value}`. */
const passes = (criterion: Criterion, value: unknown) => matches([{ path: '/x', ...criterion }], { x: value });

describe('a pattern', () => {
  it('never passes an input with a path that it does not name', () => {
    fc.assert(
      fc.property(toolInput, fieldName, scalar, (input, name, extra) => {
        const when = anythingAt(input);
        expect(matches(when, input)).toBe(true);
        for (const larger of withOneMore(input, name, extra)) expect(matches(when, larger)).toBe(false);
      }),
      { verbose: true },
    );
  });

  it('needs every one of its conditions to name something', () => {
    fc.assert(
      fc.property(toolInput, fc.nat(), (input, at) => {
        const when = anythingAt(input);
        const struck = when.toSpliced(at % when.length, 1);
        expect(matches(struck, input)).toBe(false);
        expect(matches([...when, { path: '/not-there-at-all', is: 'anything' }], input)).toBe(false);
      }),
      { verbose: true },
    );
  });

  it('passes a call without any input when it names nothing, and nothing else', () => {
    expect(matches([], {})).toBe(true);
    expect(matches([], { x: undefined })).toBe(true);
    expect(matches([], { x: {} })).toBe(false);
    expect(matches([], { x: [] })).toBe(false);
    expect(matches([], 'text')).toBe(false);
    expect(matches([], [])).toBe(false);
  });

  it('holds for every item of a list, and not for an empty one', () => {
    const to: Condition[] = [{ path: '/to/*', is: 'recipient', value: 'ann@example.com' }];
    expect(matches(to, { to: ['ann@example.com', 'Ann@Example.com'] })).toBe(true);
    expect(matches(to, { to: ['ann@example.com', 'eve@example.com'] })).toBe(false);
    expect(matches(to, { to: [] })).toBe(false);
    expect(matches(to, { to: 'ann@example.com' })).toBe(false);
    expect(matches(to, { to: { '*': 'ann@example.com' } })).toBe(false);
    expect(matches(to, { to: { 0: 'ann@example.com' } })).toBe(false);
  });

  it('asks for the same fields in every item', () => {
    const when: Condition[] = [
      { path: '/edits/*/line', is: 'atMost', value: 10 },
      { path: '/edits/*/text', is: 'anything' },
    ];
    expect(matches(when, { edits: [{ line: 1, text: 'a' }] })).toBe(true);
    expect(matches(when, { edits: [{ line: 1, text: 'a' }, { line: 2 }] })).toBe(false);
    expect(matches(when, { edits: [{ line: 1, text: 'a' }, {}] })).toBe(false);
  });

  it('names a whole object or list only by comparing it', () => {
    expect(passes({ is: 'equals', value: { b: 1, a: [2] } }, { a: [2], b: 1 })).toBe(true);
    expect(passes({ is: 'equals', value: { b: 1, a: [2] } }, { a: [2], b: 1, c: 0 })).toBe(false);
    expect(passes({ is: 'oneOf', value: [[], ['a', 'b']] }, ['b', 'a'])).toBe(false);
    expect(passes({ is: 'anything' }, {})).toBe(false);
    expect(passes({ is: 'anything' }, { a: 1 })).toBe(false);
    expect(passes({ is: 'anything' }, null)).toBe(true);
  });

  it('compares values, not their text', () => {
    expect(passes({ is: 'equals', value: 1 }, '1')).toBe(false);
    expect(passes({ is: 'equals', value: 0 }, -0)).toBe(true);
    expect(passes({ is: 'equals', value: null }, undefined)).toBe(false);
    expect(passes({ is: 'oneOf', value: ['a', 'b'] }, 'b')).toBe(true);
    expect(passes({ is: 'oneOf', value: [] }, 'b')).toBe(false);
  });

  it.each([
    ['a/b/c.md', true],
    ['a/b/c/d.md', true],
    ['a/b', false],
    ['a/bc/d.md', false],
    ['A/b/c.md', false],
    ['/a/b/c.md', false],
    ['a/b/../c.md', false],
    ['a/b/./c.md', false],
    ['a//b/c.md', false],
    ['a/b/c.md/', false],
    ['a\\b\\c.md', false],
    ['a/b/c\u0000.md', false],
    [['a/b/c.md'], false],
  ])('takes %j for a file under a/b: %j', (path, expected) => {
    expect(passes({ is: 'under', value: 'a/b' }, path)).toBe(expected);
    expect(passes({ is: 'under', value: 'a/b/' }, path)).toBe(expected);
  });

  it.each(['', '/', '..', 'a/..'])('takes nothing for a file under %j', folder => {
    for (const path of ['a/b', 'x', '/etc/passwd']) expect(passes({ is: 'under', value: folder }, path)).toBe(false);
  });

  it.each([
    ['https://example.com', true],
    ['https://EXAMPLE.com/a?b#c', true],
    ['https://example.com./', true],
    ['https://example.com:443/', true],
    ['https://example.com:8443/', false],
    ['http://example.com/', false],
    ['https://example.com:80/', false],
    ['https://www.example.com/', false],
    ['https://example.com.evil.test/', false],
    ['https://evil.test/https://example.com/', false],
    ['https://evil.test#example.com', false],
    ['https://example.com@evil.test/', false],
    ['https://user:word@example.com/', false],
    ['https://example.com\\@evil.test/', false],
    ['https://evil.test\\.example.com/', false],
    ['https:example.com', false],
    ['https:///example.com', false],
    ['//example.com/', false],
    ['example.com', false],
    [' https://example.com/', false],
    ['https://exam\tple.com/', false],
    ['https://example%2ecom/', false],
    ['https://ex\u0430mple.com/', false],
    ['javascript:https://example.com', false],
    ['data:text/plain,https://example.com', false],
  ])('takes %j for the host example.com: %j', (url, expected) => {
    expect(passes({ is: 'host', value: 'example.com' }, url)).toBe(expected);
    expect(passes({ is: 'host', value: 'Example.COM.' }, url)).toBe(expected);
  });

  it('knows a host by its punycode and its port, and this machine without encryption', () => {
    expect(passes({ is: 'host', value: 'bücher.example' }, 'https://xn--bcher-kva.example/')).toBe(true);
    expect(passes({ is: 'host', value: 'example.com:8443' }, 'https://example.com:8443/')).toBe(true);
    expect(passes({ is: 'host', value: 'example.com:8443' }, 'https://example.com/')).toBe(false);
    expect(passes({ is: 'host', value: 'localhost:11434' }, 'http://localhost:11434/api')).toBe(true);
    expect(passes({ is: 'host', value: 'example.com/path' }, 'https://example.com/path')).toBe(false);
  });

  it.each([
    ['ann@example.com', true],
    ['Ann@EXAMPLE.com', true],
    ['ann@example.com.evil.test', false],
    ['ann@example.com, eve@evil.test', false],
    ['Ann <ann@example.com>', false],
    ['ann@example.com\nBcc: eve@evil.test', false],
    ['eve@evil.test ann@example.com', false],
    ['ann@@example.com', false],
    ['@example.com', false],
  ])('takes %j for the recipient ann@example.com: %j', (address, expected) => {
    expect(passes({ is: 'recipient', value: 'ANN@example.com' }, address)).toBe(expected);
  });

  it('takes no letter for one that only becomes it in lower case', () => {
    expect(passes({ is: 'recipient', value: 'kate@example.com' }, '\u212Aate@example.com')).toBe(false);
  });

  it('takes a number from 0 on for at most another, and nothing else', () => {
    for (const [value, expected] of [
      [0, true],
      [5, true],
      [5.01, false],
      [-1, false],
      ['3', false],
      [Number.NaN, false],
    ])
      expect(passes({ is: 'atMost', value: 5 }, value)).toBe(expected);
  });
});

describe('a prohibition', () => {
  it('holds whatever else the input says', () => {
    fc.assert(
      fc.property(toolInput, fieldName, scalar, (input, name, extra) => {
        const when = anythingAt(input);
        expect(touches(when, input)).toBe(true);
        for (const larger of withOneMore(input, name, extra)) expect(touches(when, larger)).toBe(true);
      }),
      { verbose: true },
    );
  });

  it('holds for whatever a pattern passes', () => {
    fc.assert(
      fc.property(toolInput, toolInput, (input, other) => {
        const when = anythingAt(other);
        expect(matches(when, input) && !touches(when, input)).toBe(false);
      }),
      { verbose: true },
    );
  });

  it('holds for one item of a list, and for what cannot be read', () => {
    const never: Condition[] = [{ path: '/to/*', is: 'recipient', value: 'eve@evil.test' }];
    expect(touches(never, { to: ['ann@example.com', 'EVE@evil.test'] })).toBe(true);
    expect(touches(never, { to: ['ann@example.com'] })).toBe(false);
    expect(touches(never, { to: ['Eve <eve@evil.test>'] })).toBe(true);
    expect(touches([{ path: '/path', is: 'under', value: 'private' }], { path: 'notes/../private/a' })).toBe(true);
    expect(touches([{ path: '/path', is: 'under', value: 'private' }], { path: 'Private/a' })).toBe(true);
    expect(touches([{ path: '/path', is: 'under', value: 'private' }], { path: 'privately/a' })).toBe(false);
    expect(touches([{ path: '/url', is: 'host', value: 'evil.test' }], { url: 'https://ann@evil.test' })).toBe(true);
    expect(touches([{ path: 'no pointer', is: 'anything' }], {})).toBe(true);
    expect(touches([], { any: 'thing' })).toBe(true);
  });
});
