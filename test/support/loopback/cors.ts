import type { IncomingHttpHeaders } from 'node:http';

import type { Host } from './hosts';

/** Why a preflight fails, or the headers that let it pass. */
type Preflight = { passes: true; headers: Record<string, string> } | { passes: false; why: string };

/** Answers `OPTIONS` as the real host does: any header beyond its list and the browser refuses the request. */
export function preflight(host: Host, headers: IncomingHttpHeaders): Preflight {
  if (headers.origin === undefined) return { passes: false, why: 'a preflight without Origin' };
  if (host.isClosed) return { passes: false, why: `${host.name} answers no page` };
  const method = headers['access-control-request-method'];
  if (method !== 'GET' && method !== 'POST') return { passes: false, why: `a preflight for ${String(method)}` };
  const asked = String(headers['access-control-request-headers'] ?? '')
    .split(',')
    .map(name => name.trim().toLowerCase())
    .filter(name => name !== '');
  const foreign = asked.filter(name => !host.allowed.includes(name));
  if (foreign.length > 0) return { passes: false, why: `${host.name} does not allow the header ${foreign.join(', ')}` };
  return {
    passes: true,
    headers: {
      ...allowedOrigin(host, headers.origin),
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': host.allowed.join(', '),
      // Short, so that every test sees its own preflights.
      'access-control-max-age': '1',
    },
  };
}

function allowedOrigin(host: Host, origin: string): Record<string, string> {
  return host.echoesOrigin
    ? { 'access-control-allow-origin': origin, vary: 'origin, x-origin, referer' }
    : { 'access-control-allow-origin': '*' };
}

/** The CORS headers of an answer. Anthropic gives none unless the page says it knows what it does. */
export function answerHeaders(host: Host, request: IncomingHttpHeaders, status: number): Record<string, string> {
  if (request.origin === undefined || host.isClosed) return {};
  if (status === 401 && host.bareUnauthorized) return {};
  if (status === 404 && host.bareNotFound) return {};
  if (host.name === 'api.anthropic.com' && request['anthropic-dangerous-direct-browser-access'] !== 'true') return {};
  return {
    ...allowedOrigin(host, request.origin),
    ...(host.exposed.length > 0 && { 'access-control-expose-headers': host.exposed.join(', ') }),
  };
}
