import type { SendRequest } from '../../domain/ports';

const path = /\/responses\/[\w-]+\/cancel$/;

/**
 * Whether a request does nothing but stop a reply that a provider would go on with, and charge, although nobody listens
 * (https://developers.openai.com/api/docs/guides/background, 2026-11): it says nothing, costs nothing, and is let out
 * even while everything is halted.
 */
export function stopsReply({ method, url, body }: SendRequest): boolean {
  return method === 'POST' && body === undefined && path.test(url);
}
