import { describe, expect, test } from 'vitest';
import { underscoreHeaders } from '../../.ci/hosting.mjs';
import { headersFor, META_POLICY } from '../../.ci/profiles.mjs';

const PATHS = [
  '',
  'index.html',
  'assets/main-1.js',
  'no-such-page',
  'workers/engine.worker-1.js',
  'workers/vault.worker-1.js',
  'out.html',
];

interface Rule {
  prefix: string;
  set: [name: string, value: string][];
  detach: string[];
}

function parse(text: string): Rule[] {
  return text.split('\n\n').map(block => {
    const [path = '', ...lines] = block.split('\n');
    const rule: Rule = { prefix: path.replace(/^\//, '').replace(/\*$/, ''), set: [], detach: [] };
    for (const line of lines) {
      const [, name = '', value = ''] = /^ {2}([^!][^:]*): (.*)$/.exec(line) ?? [];
      if (line.startsWith('  ! ')) rule.detach.push(line.slice(4));
      else rule.set.push([name, value]);
    }
    return rule;
  });
}

/** Cloudflare Pages: rules in order; a header set twice is joined with a comma unless it was detached. */
function cloudflare(rules: Rule[], path: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { set, detach } of rules.filter(({ prefix }) => path.startsWith(prefix))) {
    for (const name of detach) delete headers[name];
    for (const [name, value] of set) headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
  }
  return headers;
}

/** Netlify: rules in order; the later value of a header wins, a detach line is not known. */
function netlify(rules: Rule[], path: string): Record<string, string> {
  return Object.fromEntries(rules.filter(({ prefix }) => path.startsWith(prefix)).flatMap(({ set }) => set));
}

describe('header profiles', () => {
  test.each(PATHS)('reach %j whole on Cloudflare and on Netlify from one file', path => {
    const rules = parse(underscoreHeaders());
    expect(cloudflare(rules, path)).toEqual(headersFor(path));
    expect(netlify(rules, path)).toEqual(headersFor(path));
  });

  test('let the vault out to providers and nothing else anywhere', () => {
    const reach = (path: string) => /connect-src ([^;]*)/.exec(headersFor(path)['Content-Security-Policy'] ?? '')?.[1];
    expect(reach('workers/vault.worker-1.js')).toBe('https: http://localhost:* http://127.0.0.1:*');
    expect(reach('workers/engine.worker-1.js')).toBe("'none'");
    expect(reach('')).toBe("'self'");
    expect(reach('out.html')).toBeUndefined();
  });

  test('allow no inline script, no eval and no foreign script in any response', () => {
    for (const path of PATHS) {
      expect(headersFor(path)['Content-Security-Policy']).toMatch(/(^|; )script-src 'self'(;|$)/);
      expect(headersFor(path)['Content-Security-Policy']).toContain("default-src 'none'");
    }
  });

  test('put into <meta> only what it may carry', () => {
    expect(META_POLICY).not.toContain('frame-ancestors');
    expect(META_POLICY).toContain("require-trusted-types-for 'script'");
    expect(META_POLICY).not.toContain('"');
  });
});
