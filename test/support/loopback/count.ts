import type { IncomingHttpHeaders } from 'node:http';

import { filesIn, tokensOfFiles, wrongFile } from './files';
import type { Host } from './hosts';
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
  host.name === 'api.anthropic.com' && place === '/messages/count_tokens';

/** The tokens a request would have read, or why nobody counts it. It is held to the same rules as the request itself. */
export function countMessages(
  host: Host,
  headers: IncomingHttpHeaders,
  asked: AnyBody,
): { input_tokens: number } | { complaint: string } {
  const extra = Object.keys(asked).find(name => !fields.has(name));
  if (extra !== undefined) return { complaint: `${extra}: Extra inputs are not permitted` };
  const dialect = 'anthropic-messages';
  const body = { ...asked, max_tokens: 100_000 };
  const misshapen = wrongShape(dialect, body);
  const files = misshapen === undefined ? filesIn(dialect, body) : [];
  const complaint = misshapen ?? wires[dialect].complain(body, headers, host) ?? wrongFile(files);
  if (complaint !== undefined) return { complaint };
  const { fresh, cacheWrite } = inputOf({ ...wires[dialect].read(body), fileTokens: tokensOfFiles(files) }, false);
  return { input_tokens: fresh + cacheWrite };
}
