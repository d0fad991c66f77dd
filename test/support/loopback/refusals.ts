import type { Host } from './hosts';
import type { Refusal } from './scenarios';

interface RefusalAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A refused request in the words of the host that refuses it. */
export function refuse(host: Host, refusal: Refusal): RefusalAnswer {
  const retry: Record<string, string> =
    refusal.retryAfter === undefined ? {} : { 'retry-after': String(refusal.retryAfter) };
  switch (host.name) {
    case 'api.anthropic.com':
      return anthropic(refusal, retry);
    case 'openrouter.ai':
      return openRouter(refusal, retry);
    case 'generativelanguage.googleapis.com':
      return google(refusal);
    case 'api.openai.com':
    case 'custom.example':
      return openAi(refusal, retry);
  }
}

function anthropic(refusal: Refusal, headers: Record<string, string>): RefusalAnswer {
  const answer = (status: number, type: string, message: string): RefusalAnswer => ({
    status,
    headers,
    body: JSON.stringify({ type: 'error', error: { type, message }, request_id: 'req_011CloopbackAAAAAAAAAAAA' }),
  });
  switch (refusal.name) {
    case 'wrong-key':
      return answer(401, 'authentication_error', 'invalid x-api-key');
    case 'organisation':
      return answer(
        403,
        'permission_error',
        'CORS requests are not allowed for this Organization because of its data retention settings.',
      );
    case 'no-credit':
      return answer(
        400,
        'invalid_request_error',
        'Your credit balance is too low to access the Anthropic API. Please go to Plans & Billing to upgrade or purchase credits.',
      );
    case 'rate-limited':
      return answer(429, 'rate_limit_error', 'This request would exceed the rate limit for your organization.');
    case 'overloaded':
      return answer(529, 'overloaded_error', 'Overloaded');
    case 'server-error':
      return answer(500, 'api_error', 'Internal server error');
    case 'context-too-long':
      return answer(400, 'invalid_request_error', 'prompt is too long: 212345 tokens > 200000 maximum');
    case 'unknown-model':
      return answer(404, 'not_found_error', `model: ${refusal.detail ?? ''}`);
    case 'unknown-path':
      return answer(404, 'not_found_error', 'Not Found');
    case 'bad-request':
      return answer(400, 'invalid_request_error', refusal.detail ?? 'messages: Field required');
  }
}

/** Google tells how long to wait in the body only. */
function google(refusal: Refusal): RefusalAnswer {
  const answer = (code: number, status: string, message: string, ...details: unknown[]): RefusalAnswer => ({
    status: code,
    headers: {},
    body: JSON.stringify([{ error: { code, message, status, ...(details.length > 0 && { details }) } }]),
  });
  const reason = (name: string) => ({
    '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
    reason: name,
    domain: 'googleapis.com',
  });
  const soon =
    refusal.retryAfter === undefined
      ? []
      : [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${refusal.retryAfter}s` }];
  const quota = 'You exceeded your current quota, please check your plan and billing details.';
  switch (refusal.name) {
    case 'wrong-key':
      return answer(
        400,
        'INVALID_ARGUMENT',
        'API key not valid. Please pass a valid API key.',
        reason('API_KEY_INVALID'),
      );
    case 'organisation':
      return answer(
        403,
        'PERMISSION_DENIED',
        'Requests from referer <empty> are blocked.',
        reason('API_KEY_HTTP_REFERRER_BLOCKED'),
      );
    case 'no-credit':
      return answer(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted. Please go to AI Studio.');
    case 'rate-limited':
      return answer(429, 'RESOURCE_EXHAUSTED', `${quota}\n* Quota exceeded for metric: requests, limit: 15`, ...soon);
    case 'overloaded':
      return answer(503, 'UNAVAILABLE', 'The model is overloaded. Please try again later.');
    case 'server-error':
      return answer(500, 'INTERNAL', 'An internal error has occurred. Please retry or report.');
    case 'context-too-long':
      return answer(
        400,
        'INVALID_ARGUMENT',
        'The input token count (1212345) exceeds the maximum number of tokens allowed (1048576).',
      );
    case 'unknown-model':
      return answer(
        404,
        'NOT_FOUND',
        `models/${refusal.detail ?? ''} is not found for API version v1beta, or is not supported for generateContent.`,
      );
    case 'unknown-path':
      return { status: 404, headers: {}, body: '<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>' };
    case 'bad-request':
      return answer(400, 'INVALID_ARGUMENT', refusal.detail ?? 'Request contains an invalid argument.');
  }
}

function openAi(refusal: Refusal, headers: Record<string, string>): RefusalAnswer {
  const answer = (status: number, type: string, code: string | null, message: string): RefusalAnswer => ({
    status,
    headers,
    body: JSON.stringify({ error: { message, type, param: null, code } }),
  });
  const soon = refusal.retryAfter === undefined ? '' : ` Please try again in ${refusal.retryAfter}s.`;
  switch (refusal.name) {
    case 'wrong-key':
      return answer(401, 'invalid_request_error', 'invalid_api_key', 'Incorrect API key provided.');
    case 'organisation':
      return answer(403, 'invalid_request_error', 'unsupported_country_region_territory', 'Country not supported.');
    case 'no-credit':
      return answer(
        429,
        'insufficient_quota',
        'insufficient_quota',
        'You exceeded your current quota, please check your plan and billing details.',
      );
    case 'rate-limited':
      return answer(429, 'requests', 'rate_limit_exceeded', `Rate limit reached for requests per min.${soon}`);
    case 'overloaded':
      return answer(503, 'server_error', null, 'That model is currently overloaded with other requests.');
    case 'server-error':
      return answer(500, 'server_error', null, 'The server had an error while processing your request.');
    case 'context-too-long':
      return answer(
        400,
        'invalid_request_error',
        'context_length_exceeded',
        'Your input exceeds the context window of this model. Please adjust your input and try again.',
      );
    case 'unknown-model':
      return answer(
        404,
        'invalid_request_error',
        'model_not_found',
        `The model '${refusal.detail ?? ''}' does not exist.`,
      );
    case 'unknown-path':
      return answer(404, 'invalid_request_error', null, 'Invalid URL');
    case 'bad-request':
      return answer(400, 'invalid_request_error', 'invalid_value', refusal.detail ?? 'Invalid request.');
  }
}

function openRouter(refusal: Refusal, headers: Record<string, string>): RefusalAnswer {
  const answer = (status: number, message: string, raw?: string): RefusalAnswer => ({
    status,
    headers,
    body: JSON.stringify({
      error: { code: status, message, ...(raw !== undefined && { metadata: { provider_name: 'Loopback', raw } }) },
    }),
  });
  switch (refusal.name) {
    case 'wrong-key':
      return answer(401, 'No auth credentials found');
    case 'organisation':
      return answer(403, 'Access denied by organization policy');
    case 'no-credit':
      return answer(402, 'Insufficient credits. Add more using https://openrouter.ai/settings/credits');
    case 'rate-limited':
      return answer(
        429,
        'Provider returned error',
        'This model is temporarily rate-limited upstream. Please retry shortly.',
      );
    case 'overloaded':
      return answer(503, 'There is no available model provider that meets your routing requirements');
    case 'server-error':
      return answer(502, 'Provider returned error', 'Internal Server Error');
    case 'context-too-long':
      return answer(
        400,
        "This endpoint's maximum context length is 200000 tokens. However, you requested about 212345 tokens.",
      );
    case 'unknown-model':
      return answer(400, `${refusal.detail ?? ''} is not a valid model ID`);
    case 'unknown-path':
      return answer(404, 'Not Found');
    case 'bad-request':
      return answer(400, refusal.detail ?? 'Invalid request');
  }
}
