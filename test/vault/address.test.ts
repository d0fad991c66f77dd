import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAddress, checkOrigin, checkPaths, isKnownOrigin } from '../../src/vault/inside/address';
import { codeThrown } from './stage';

const origin = 'https://api.example.com';
const reach = (url: string, paths = ['/v1/']) => codeThrown(() => checkAddress(url, origin, paths));

describe('an address', () => {
  test.each([
    'https://api.example.com/v1/messages',
    'https://api.example.com/v1/models?limit=1000&after=a_b-c',
    'https://api.example.com/v1/models/gemini-3:streamGenerateContent?alt=sse',
    'https://api.example.com/v1/models/caf%C3%A9',
  ])('is allowed where the key belongs: %s', url => {
    expect(reach(url)).toBe('nothing');
  });

  test.each([
    ['another host', 'https://evil.example/v1/messages'],
    ['a host that begins alike', 'https://api.example.com.evil.example/v1/messages'],
    ['a host that ends alike', 'https://evil-api.example.com/v1/messages'],
    ['a subdomain', 'https://x.api.example.com/v1/messages'],
    ['the origin as user name', 'https://api.example.com@evil.example/v1/messages'],
    ['the origin as user name and password', 'https://api.example.com:443@evil.example/v1/'],
    ['a user name at the right host', 'https://user@api.example.com/v1/messages'],
    ['the origin in the fragment', 'https://evil.example/#https://api.example.com/v1/'],
    ['a fragment', 'https://api.example.com/v1/messages#x'],
    ['the origin in the query', 'https://evil.example/?https://api.example.com/v1/'],
    ['a backslash for a slash', 'https://api.example.com\\@evil.example/v1/messages'],
    ['backslashes after the scheme', 'https:\\\\api.example.com/v1/messages'],
    ['one slash after the scheme', 'https:/api.example.com/v1/messages'],
    ['no slash after the scheme', 'https:api.example.com/v1/messages'],
    ['no scheme', '//api.example.com/v1/messages'],
    ['http for https', 'http://api.example.com/v1/messages'],
    ['another port', 'https://api.example.com:8443/v1/messages'],
    ['the default port spelled out', 'https://api.example.com:443/v1/messages'],
    ['capital letters', 'https://API.example.com/v1/messages'],
    ['a capital scheme', 'HTTPS://api.example.com/v1/messages'],
    ['a trailing dot', 'https://api.example.com./v1/messages'],
    ['a full-width dot', 'https://api\uFF0Eexample.com/v1/messages'],
    ['an ideographic full stop', 'https://api\u3002example.com/v1/messages'],
    ['a Cyrillic letter', 'https://\u0430pi.example.com/v1/messages'],
    ['a soft hyphen', 'https://api\u00AD.example.com/v1/messages'],
    ['a tab inside', 'https://api.exam\tple.com/v1/messages'],
    ['a new line inside', 'https://api.example.com/v1/\nmessages'],
    ['a leading space', ' https://api.example.com/v1/messages'],
    ['a trailing space', 'https://api.example.com/v1/messages '],
    ['a nul', 'https://api.example.com/v1/mess\0ages'],
    ['an encoded host', 'https://api%2eexample.com/v1/messages'],
    ['dot segments out of the path', 'https://api.example.com/v1/../admin/keys'],
    ['encoded dot segments', 'https://api.example.com/v1/%2e%2e/admin/keys'],
    ['half encoded dot segments', 'https://api.example.com/v1/.%2E/admin/keys'],
    ['doubly encoded dot segments', 'https://api.example.com/v1/%252e%252e/admin/keys'],
    ['a segment that goes nowhere', 'https://api.example.com/v1/./messages'],
    ['dot segments that stay inside', 'https://api.example.com/v1/x/../messages'],
    ['an encoded slash', 'https://api.example.com/v1/..%2fadmin'],
    ['an encoded backslash', 'https://api.example.com/v1/..%5cadmin'],
    ['overlong encoded dots', 'https://api.example.com/v1/%c0%ae%c0%ae/admin'],
    ['a broken encoding', 'https://api.example.com/v1/%zz'],
    ['an empty segment', 'https://api.example.com/v1//admin'],
    ['an empty first segment', 'https://api.example.com//evil.example/v1/'],
    ['an encoded new line', 'https://api.example.com/v1/a%0d%0aX: y'],
    ['a path beside the allowed one', 'https://api.example.com/v2/messages'],
    ['a path that begins alike', 'https://api.example.com/v1evil/messages'],
    ['no path', 'https://api.example.com'],
    ['a script', 'javascript:fetch("https://api.example.com/v1/")'],
    ['data', 'data:text/plain,https://api.example.com/v1/'],
    ['a blob of the right origin', 'blob:https://api.example.com/v1/messages'],
    ['a relative address', '/v1/messages'],
    ['nothing', ''],
    ['something endless', `https://api.example.com/v1/${'a'.repeat(9_000)}`],
  ])('is refused: %s', (_, url) => {
    expect(['address-refused', 'origin-not-allowed']).toContain(reach(url));
  });

  test('a path without a slash at its end means itself and what lies below', () => {
    expect(reach('https://api.example.com/mcp', ['/mcp'])).toBe('nothing');
    expect(reach('https://api.example.com/mcp/tools', ['/mcp'])).toBe('nothing');
    expect(reach('https://api.example.com/mcpx', ['/mcp'])).toBe('address-refused');
  });

  test('whatever is let through is read by the platform as the same host and path prefix', () => {
    const piece = fc.constantFrom(
      origin,
      '/v1/',
      '/',
      '..',
      '%2e',
      '%',
      '\\',
      '@',
      '#',
      '?',
      'a',
      ':',
      '//evil.example',
      '.',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), pieces => {
        const url = pieces.join('');
        if (reach(url) !== 'nothing') return;
        const parsed = new URL(url);
        expect(parsed.origin).toBe(origin);
        expect(decodeURIComponent(parsed.pathname).startsWith('/v1/')).toBe(true);
        expect(decodeURIComponent(parsed.pathname).split('/')).not.toContain('..');
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('an origin', () => {
  test.each(['https://api.openai.com', 'http://localhost:11434', 'http://127.0.0.1', 'https://my.server:8443'])(
    'can hold a key: %s',
    value => expect(checkOrigin(value)).toBe(value),
  );

  test.each([
    'http://api.openai.com',
    'https://api.openai.com/',
    'https://API.openai.com',
    'https://api.openai.com:443',
    'https://user@api.openai.com',
    'https://',
    'null',
    'file://',
    'http://localhost.evil.example',
    'http://127.0.0.1.evil.example',
    'http://192.168.0.1',
    'wss://api.openai.com',
    '',
  ])('is refused: %s', value => expect(codeThrown(() => checkOrigin(value))).toBe('origin-not-allowed'));

  test('large providers and this machine are known, what only looks like them is not', () => {
    expect(isKnownOrigin('https://api.anthropic.com')).toBe(true);
    expect(isKnownOrigin('http://localhost:1234')).toBe(true);
    expect(isKnownOrigin('https://api.anthropic.com.evil.example')).toBe(false);
    expect(isKnownOrigin('http://localhost:1234.evil.example')).toBe(false);
  });
});

test.each([[[]], [['v1/']], [['/v1/../']], [['/v1//']], [['/%2e/']], [['/v1?x']], [['/v1#x']]])(
  'paths a key cannot be bound to: %j',
  paths => expect(codeThrown(() => checkPaths(paths))).toBe('address-refused'),
);
