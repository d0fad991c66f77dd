import { createHash } from 'node:crypto';

import { keys } from './hosts';
import { decimalDollars, type LedgerLine } from './ledger';

/** What OpenRouter does besides answering: it asks its user for leave, gives keys, and tells what they have spent. */
export class Router {
  /** Whether the address of the question may set a limit; the real one's documents do not say so. */
  takesLimits = true;
  readonly #codes = new Map<string, { challenge: string; limit?: string; every?: string }>();
  #limit: { limit?: string; every?: string } = { limit: '10' };
  /** Dollars spent elsewhere with the same key. */
  #before = 500_000_000n;

  /** What only OpenRouter answers; nothing for what is any provider's. */
  answer(
    method: string,
    path: string,
    query: URLSearchParams,
    body: string,
    ledger: readonly LedgerLine[],
  ): { status: number; headers: Record<string, string>; body: string } | undefined {
    const json = (status: number, value: unknown) => ({
      status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
    });
    if (method === 'GET' && path === '/auth') {
      return { status: 200, headers: { 'content-type': 'text/html' }, body: this.#ask(query) };
    }
    if (method === 'POST' && path === '/api/v1/auth/keys') {
      const given = this.#redeem(body);
      return json(given.status, given.body);
    }
    if (method !== 'GET' || path !== '/api/v1/generation') return undefined;
    const found = this.#generation(query.get('id'), ledger);
    return found ? json(200, found) : json(404, { error: { code: 404, message: 'Generation not found' } });
  }

  /** The page that asks; saying yes leads back to the app. */
  #ask(query: URLSearchParams): string {
    const code = `code-${this.#codes.size + 1}`;
    const limit = this.takesLimits ? query.get('limit') : null;
    const every = query.get('usage_limit_type');
    this.#codes.set(code, {
      challenge: query.get('code_challenge') ?? '',
      ...(limit && { limit }),
      ...(limit && every && { every }),
    });
    const back = new URL(query.get('callback_url') ?? 'https://nowhere.example');
    back.searchParams.set('code', code);
    const href = back.href.replaceAll('&', '&amp;');
    return `<!doctype html><title>Authorize</title><h1>Authorize Retinue?</h1><a href="${href}">Authorize</a>`;
  }

  /** A key for a code and the verifier of its challenge; each code once. */
  #redeem(body: string): { status: number; body: unknown } {
    const { code = '', code_verifier: verifier = '' }: Record<string, string> = JSON.parse(body);
    const found = this.#codes.get(code);
    this.#codes.delete(code);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (found?.challenge !== challenge) return { status: 403, body: { error: { code: 403, message: 'Invalid code' } } };
    this.#limit = found;
    return { status: 200, body: { key: keys['openrouter.ai'], user_id: 'user_loopback' } };
  }

  /** `GET /key`. */
  account(ledger: readonly LedgerLine[]): unknown {
    const own = ledger.filter(line => line.host === 'openrouter.ai');
    const used = own.reduce((sum, line) => sum + (line.nanoUsd ?? 0n), this.#before);
    const { limit, every } = this.#limit;
    return {
      data: {
        label: 'sk-or-v1-loo...5d6',
        limit: limit === undefined ? null : Number(limit),
        limit_remaining: limit === undefined ? null : Number(limit) - 0.5,
        limit_reset: every ?? null,
        usage: Number(decimalDollars(used)),
        usage_daily: 0.1,
        usage_weekly: 0.5,
        usage_monthly: 0.5,
        is_free_tier: false,
      },
    };
  }

  /** `GET /generation`: what one call did cost; nothing for an id it never gave. */
  #generation(id: string | null, ledger: readonly LedgerLine[]): unknown {
    const line = ledger.find(one => `gen-${one.id}` === id);
    if (!line) return undefined;
    const { fresh, cacheRead, cacheWrite, output, reasoning } = line.count;
    const cost = Number(decimalDollars(line.nanoUsd ?? 0n));
    return {
      data: {
        id,
        model: line.model,
        total_cost: cost,
        usage: cost,
        is_byok: false,
        cancelled: !line.complete,
        streamed: true,
        native_tokens_prompt: fresh + cacheRead + cacheWrite,
        native_tokens_cached: cacheRead,
        native_tokens_completion: output,
        native_tokens_reasoning: reasoning,
        upstream_inference_cost: null,
        provider_name: 'Loopback',
      },
    };
  }

  reset(): void {
    this.takesLimits = true;
    this.#codes.clear();
    this.#limit = { limit: '10' };
  }
}
