import type { ErrorCode, ErrorParameters, ErrorValue } from '../domain/error';
import { list, object, parseJson, text, type Json } from './json';

/** Most characters of a provider's own words that are kept. */
const longestMessage = 500;

/** What a provider said went wrong, out of its own shape of saying so. */
interface Complaint {
  /** HTTP status, or the one an error inside a stream names. */
  status: number;
  type: string;
  code: string;
  message: string;
  body: Json;
}

/**
 * A refused request as an error value (shapes: WIRE 2.4, recorded 2025–2026). The provider's words come along under
 * `message`, at most 500 characters of them.
 */
export function refusal(status: number, body: string, headers: Readonly<Record<string, string>>): ErrorValue {
  const parsed = parseJson(body);
  const complaint = readComplaint(status, parsed ?? {}, parsed === undefined ? body : '');
  return failureOf(complaint, retryAfter(headers, complaint));
}

/** An error event inside a stream that began well. `error` is the object that names it. */
export function streamRefusal(error: unknown): ErrorValue {
  const complaint = readComplaint(0, { error }, '');
  return failureOf(complaint, retryAfter({}, complaint));
}

/** Whether a whole reply is an error: some gateways send one with status 200. */
export function isComplaint(body: unknown): boolean {
  const { error } = object(first(body));
  return error !== undefined && error !== null;
}

/** A stream that ended without its closing event. */
export const streamCut: ErrorValue = { code: 'stream-cut', retryable: true, parameters: {} };

/** A reply that is neither a stream nor an error that can be read. */
export function unreadable(status: number): ErrorValue {
  return { code: 'reply-unreadable', retryable: false, parameters: { status } };
}

/** A reply the model itself spoiled. `message` is what the provider says of it. */
export function wentWrong(message: string): ErrorValue {
  return { code: 'provider-failed', retryable: true, parameters: { message: message.slice(0, longestMessage) } };
}

/** Google wraps an error in a list when what was asked for is a stream. */
const first = (parsed: unknown) => (Array.isArray(parsed) ? parsed[0] : parsed);

function readComplaint(status: number, parsed: unknown, plain: string): Complaint {
  const body = object(first(parsed));
  const inner = body['error'];
  const error = typeof inner === 'object' && inner !== null ? object(inner) : body;
  const own = text(inner) ?? text(error['message']) ?? text(body['detail']) ?? plain;
  // OpenRouter wraps what the provider behind it said: the useful sentence is in `metadata.raw`.
  const raw = text(object(error['metadata'])['raw']);
  const { code } = error;
  const named = [error['status_code'], code].find(value => typeof value === 'number');
  return {
    status: status > 0 && status !== 200 ? status : Number(named ?? status),
    // Google says `status` for what others call `type`, and the exact reason in the details.
    type: text(error['type']) ?? text(error['status']) ?? '',
    code: text(code) ?? detailOf(error, 'reason') ?? '',
    message: raw === undefined ? own : `${own}: ${raw}`,
    body,
  };
}

/** The first detail of Google's that holds `name` (https://docs.cloud.google.com/apis/design/errors, 2026-11). */
function detailOf(error: Json, name: string): string | undefined {
  return list(error['details']).flatMap(detail => text(object(detail)[name]) ?? [])[0];
}

type Rule = readonly [code: ErrorCode, retryable: boolean, applies: (complaint: Complaint) => boolean];

const names =
  (...wanted: string[]) =>
  ({ type, code }: Complaint) =>
    wanted.includes(type) || wanted.includes(code);
const says =
  (pattern: RegExp) =>
  ({ message }: Complaint) =>
    pattern.test(message);
const has =
  (...wanted: number[]) =>
  ({ status }: Complaint) =>
    wanted.includes(status);
const any =
  (...rules: Rule[2][]) =>
  (complaint: Complaint) =>
    rules.some(rule => rule(complaint));

/**
 * Google says of a limit a minute what others say of an empty account, and both with one status: a limit that is not
 * zero passes by itself, credit and a spending cap do not (google-gemini/gemini-cli issues 8437 and others, 2025–2026).
 */
const isPassingLimit: Rule[2] = ({ type, message }) =>
  type === 'RESOURCE_EXHAUSTED' && !/limit: 0\b|depleted|spending cap/i.test(message);

/** First match wins: what a person must act on comes before what passes by itself. */
const rules: readonly Rule[] = [
  ['organisation-forbids-browsers', false, says(/CORS requests are not allowed/i)],
  ['rate-limited', true, isPassingLimit],
  [
    'no-credit',
    false,
    any(
      names('insufficient_quota', 'billing_error', 'contract_spend_limit_reached', 'enforced_spend_limit_reached'),
      names('RESOURCE_EXHAUSTED'),
      has(402),
      says(/credit balance is too low|insufficient (credits|balance)|exceeded your current quota/i),
    ),
  ],
  [
    'wrong-key',
    false,
    any(
      has(401),
      names('authentication_error', 'invalid_api_key', 'API_KEY_INVALID', 'UNAUTHENTICATED'),
      says(/API key (not valid|expired|was reported as leaked)/i),
    ),
  ],
  [
    'context-too-long',
    false,
    any(
      names('context_length_exceeded', 'request_too_large'),
      says(
        /prompt is too long|maximum context length|exceeds? the context window|exceed.{0,40}context|exceeds the maximum number of tokens/i,
      ),
      has(413),
    ),
  ],
  [
    'unknown-model',
    false,
    any(
      names('model_not_found'),
      says(
        /not a valid model id|model .{0,120}(does not exist|not found)|models\/\S+ is not found|no endpoints found/i,
      ),
      complaint => complaint.status === 404 && complaint.message.startsWith('model: '),
    ),
  ],
  [
    'content-refused',
    false,
    any(names('content_filter', 'content_policy_violation'), says(/flagged (as|for)|moderation/i)),
  ],
  ['overloaded', true, any(has(529, 503), names('overloaded_error'), says(/overloaded/i))],
  ['rate-limited', true, any(has(429), names('rate_limit_error', 'rate_limit_exceeded'))],
  ['unknown-path', false, has(404, 405)],
  [
    'provider-failed',
    true,
    any(({ status }) => status >= 500, has(408, 409), names('api_error', 'server_error', 'timeout_error')),
  ],
  [
    'request-refused',
    false,
    any(({ status }) => status >= 400, names('invalid_request_error', 'permission_error', 'invalid_prompt')),
  ],
];

function failureOf(complaint: Complaint, retryAfterMs: number | undefined): ErrorValue {
  const [code, retryable] = rules.find(([, , applies]) => applies(complaint)) ?? ['provider-failed', true];
  const parameters: ErrorParameters = {
    ...(complaint.status > 0 ? { status: complaint.status } : {}),
    ...(complaint.message === '' ? {} : { message: complaint.message.slice(0, longestMessage) }),
    ...(retryAfterMs !== undefined && retryable ? { retryAfterMs } : {}),
  };
  return { code, retryable, parameters };
}

/** Milliseconds nobody is made to wait beyond: quotas of a day are the longest there are; more is a server's mistake. */
const longestWait = 24 * 3_600_000;

/** Milliseconds to wait, as far as the hint is to be believed. */
function retryAfter(...hints: Parameters<typeof waitAsked>): number | undefined {
  const asked = waitAsked(...hints);
  return asked === undefined ? undefined : Math.min(asked, longestWait);
}

/** The first hint that can be read (WIRE 2.4); most headers are hidden from a page by CORS. */
function waitAsked(headers: Readonly<Record<string, string>>, { body, message }: Complaint): number | undefined {
  const exact = Number(headers['retry-after-ms'] ?? Number.NaN);
  if (exact > 0) return Math.ceil(exact);
  const seconds = Number(headers['retry-after'] ?? Number.NaN);
  if (seconds > 0) return Math.ceil(seconds * 1_000);
  const delay = detailOf(object(body['error']), 'retryDelay');
  return (
    durationOf(delay ?? '') ??
    durationOf(/(?:try again|retry) in ((?:[\d.]+\s?(?:ms|s|m|h))+)/i.exec(message)?.[1] ?? '')
  );
}

const unitMilliseconds = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** Durations as providers write them: `34.4s`, `2m59.56s`, `120ms`. */
function durationOf(written: string): number | undefined {
  let sum = 0;
  for (const [, amount, unit] of written.matchAll(/([\d.]+)\s?(ms|s|m|h)/gi)) {
    if (unit === 'ms' || unit === 's' || unit === 'm' || unit === 'h') sum += Number(amount) * unitMilliseconds[unit];
  }
  return Number.isFinite(sum) && sum > 0 ? Math.ceil(sum) : undefined;
}
