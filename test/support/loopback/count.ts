import type { IncomingHttpHeaders } from 'node:http';

import { filesIn, tokensOfFiles, wrongFile } from './files';
import type { Dialect, Host } from './hosts';
import { inputOf } from './reply';
import { wrongShape } from './validate';
import { wires, type AnyBody } from './wires';

/** What Anthropic's counting endpoint takes (MessageCountTokensParams of its SDK); one field more and it refuses. */
const fields = new Set([
  'model',
  'messages',
  'system',
  'tools',
  'tool_choice',
  'thinking',
  'output_config',
  'cache_control',
]);

/** Whether a host counts tokens at a path. */
export const counts = (host: Host, place: string) =>
  (host.name === 'api.anthropic.com' && place === '/messages/count_tokens') ||
  (host.name === 'generativelanguage.googleapis.com' && geminiCount.test(place));

const geminiCount = /^\/models\/([^/:]+):countTokens$/;

/** What a host says to a request it is to count: the tokens it would have read, or why nobody counts it. */
export function countTokens(
  host: Host,
  place: string,
  headers: IncomingHttpHeaders,
  asked: AnyBody & { generateContentRequest?: AnyBody },
): { complaint: string } | { input_tokens: number } | { totalTokens: number } {
  const model = geminiCount.exec(place)?.[1];
  if (model === undefined) {
    const extra = Object.keys(asked).find(name => !fields.has(name));
    if (extra !== undefined) return { complaint: `${extra}: Extra inputs are not permitted` };
    const counted = countAs(host, headers, 'anthropic-messages', { ...asked, max_tokens: 100_000 }, asked.model);
    return typeof counted === 'string' ? { complaint: counted } : { input_tokens: counted };
  }
  const { model: named, ...body } = asked.generateContentRequest ?? asked;
  if (named !== `models/${model}`) return { complaint: `generateContentRequest.model is not models/${model}` };
  const counted = countAs(host, headers, 'gemini', body, model);
  return typeof counted === 'string' ? { complaint: counted } : { totalTokens: counted };
}

/** Held to the same rules as the request itself. */
function countAs(
  host: Host,
  headers: IncomingHttpHeaders,
  dialect: Dialect,
  body: Omit<AnyBody, 'model'>,
  model: string,
): number | string {
  const whole = { ...body, model } as AnyBody;
  const misshapen = wrongShape(dialect, dialect === 'gemini' ? body : whole);
  const files = misshapen === undefined ? filesIn(dialect, whole) : [];
  const complaint = misshapen ?? wires[dialect].complain(whole, headers, host) ?? wrongFile(files);
  if (complaint !== undefined) return complaint;
  const { fresh, cacheWrite } = inputOf({ ...wires[dialect].read(whole), fileTokens: tokensOfFiles(files) }, false);
  return fresh + cacheWrite;
}
