import type { IncomingHttpHeaders } from 'node:http';

import type { RefusalName } from './scenarios';

/** The providers this server stands in for, with what their real CORS answers say (WIRE facts of 2026-08 to 2026-11). */

export type HostName =
  | 'api.anthropic.com'
  | 'api.openai.com'
  | 'openrouter.ai'
  | 'generativelanguage.googleapis.com'
  | 'custom.example';
export type Dialect = 'anthropic-messages' | 'openai-responses' | 'openai-chat' | 'gemini';

export interface Host {
  name: HostName;
  /** In front of `/models`, `/messages` …; no trailing slash. */
  base: string;
  /** Which paths speak which wire; `{model}` stands for a model's name. */
  wires: Readonly<Record<string, Dialect>>;
  /** Exactly the request headers the preflight allows. */
  allowed: readonly string[];
  /** Response headers a page may read. */
  exposed: readonly string[];
  /** Where the key is looked for. */
  keyHeader: 'x-api-key' | 'x-goog-api-key' | 'authorization';
  /** The page's origin is allowed by name instead of `*`. */
  echoesOrigin?: true;
  /** A wrong key is answered without CORS headers, so a page sees only "failed to fetch". */
  bareUnauthorized: boolean;
  /** An unknown path likewise. */
  bareNotFound: boolean;
  /** It knows nothing of pages: no CORS header on anything, no preflight passes. */
  isClosed?: true;
}

const openAiHeaders = ['authorization', 'content-type'];

export const hosts: Readonly<Record<HostName, Host>> = {
  'api.anthropic.com': {
    name: 'api.anthropic.com',
    base: '/v1',
    wires: { '/messages': 'anthropic-messages' },
    allowed: ['content-type', 'x-api-key', 'anthropic-version', 'anthropic-dangerous-direct-browser-access'],
    exposed: [],
    keyHeader: 'x-api-key',
    bareUnauthorized: false,
    bareNotFound: false,
  },
  'api.openai.com': {
    name: 'api.openai.com',
    base: '/v1',
    wires: { '/responses': 'openai-responses', '/chat/completions': 'openai-chat' },
    allowed: openAiHeaders,
    exposed: ['x-request-id', 'cf-ray'],
    keyHeader: 'authorization',
    bareUnauthorized: true,
    bareNotFound: true,
  },
  'openrouter.ai': {
    name: 'openrouter.ai',
    base: '/api/v1',
    wires: { '/chat/completions': 'openai-chat' },
    allowed: openAiHeaders,
    exposed: ['x-generation-id', 'x-provider-name', 'cf-ray'],
    keyHeader: 'authorization',
    bareUnauthorized: false,
    bareNotFound: false,
  },
  'generativelanguage.googleapis.com': {
    name: 'generativelanguage.googleapis.com',
    base: '/v1beta',
    wires: { '/models/{model}:streamGenerateContent': 'gemini' },
    allowed: ['content-type', 'x-goog-api-key'],
    exposed: [],
    keyHeader: 'x-goog-api-key',
    echoesOrigin: true,
    bareUnauthorized: false,
    bareNotFound: false,
  },
  'custom.example': {
    name: 'custom.example',
    base: '/v1',
    wires: { '/chat/completions': 'openai-chat' },
    allowed: openAiHeaders,
    exposed: [],
    keyHeader: 'authorization',
    bareUnauthorized: true,
    bareNotFound: true,
  },
};

export function hostOf(header: string | undefined): Host | undefined {
  const name = (header ?? '').replace(/:\d+$/, '').toLowerCase();
  return Object.values(hosts).find(host => host.name === name);
}

/** The wire a path speaks, and the model where the path names it instead of the body. */
export function wireAt(host: Host, place: string): { dialect: Dialect; model?: string } | undefined {
  const model = /^\/models\/([^/:]+):/.exec(place)?.[1];
  const dialect = host.wires[model === undefined ? place : place.replace(model, '{model}')];
  return dialect && { dialect, ...(model !== undefined && { model }) };
}

/** Anything a test may paste: real prefixes, so that the app recognises the provider. What the key does is in its middle. */
export const keys = {
  'api.anthropic.com': 'sk-ant-api03-loopback-good-A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6',
  'api.openai.com': 'sk-proj-loopback-good-A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6',
  'openrouter.ai': 'sk-or-v1-loopback-good-a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6',
  'generativelanguage.googleapis.com': 'AIzaSy-loopback-good-A1b2C3d4E5f6G7h8I9',
  'custom.example': 'house-loopback-good-A1b2C3d4E5f6G7h8',
} as const satisfies Record<HostName, string>;

type KeyKind = 'good' | 'wrong' | 'organisation' | 'empty' | 'limited';

/** The same key with another fate: `wrong` is refused, `organisation` forbids browsers, `empty` has no credit. */
export function keyFor(host: HostName, kind: KeyKind = 'good'): string {
  return keys[host].replace('-good-', `-${kind}-`);
}

function kindOfKey(host: Host, key: string | undefined): KeyKind {
  const value = key?.replace(/^Bearer /, '');
  const kinds: KeyKind[] = ['good', 'organisation', 'empty', 'limited'];
  return kinds.find(kind => value === keyFor(host.name, kind)) ?? 'wrong';
}

/** How a host refuses the key of a request; nothing where it does not. */
export function keyTrouble(host: Host, headers: IncomingHttpHeaders): RefusalName | undefined {
  const value = headers[host.keyHeader];
  const kind = kindOfKey(host, typeof value === 'string' ? value : undefined);
  const names = {
    good: undefined,
    wrong: 'wrong-key',
    organisation: 'organisation',
    empty: 'no-credit',
    limited: 'rate-limited',
  } as const;
  return names[kind];
}

/** The headers that name an answer. */
export function idHeaders(host: Host, id: string): Record<string, string> {
  switch (host.name) {
    case 'api.anthropic.com':
      return { 'request-id': `req_${id}` };
    case 'api.openai.com':
      return { 'x-request-id': `req_${id}`, 'cf-ray': `${id}-VIE` };
    case 'openrouter.ai':
      return { 'x-generation-id': `gen-${id}`, 'x-provider-name': 'Loopback', 'cf-ray': `${id}-VIE` };
    case 'generativelanguage.googleapis.com':
    case 'custom.example':
      return {};
  }
}
