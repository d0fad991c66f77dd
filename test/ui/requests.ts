import type { RequestBody, RequestKind, RequestRow } from '../../src/domain/request';
import type { RequestView } from '../../src/storage/queries';
import { id, ids, noon } from './conversation/rows';

/** An open request of the conversation of `rows.ts`. */
export function request(
  number: number,
  asks: RequestKind,
  body: RequestBody,
  fields: Partial<RequestRow> & { title?: string; simulated?: boolean } = {},
): RequestView {
  const { title = 'Market brief', simulated = false, ...row } = fields;
  return {
    row: {
      id: id<'request'>(2_000 + number),
      v: 1,
      at: noon,
      born: '0'.repeat(28),
      run: ids.run,
      task: id<'task'>(6),
      conversation: ids.conversation,
      agent: ids.agent,
      asks,
      status: 'open',
      after: 0,
      call: `call-${number}`,
      shown: '0'.repeat(64),
      opened: noon,
      ...(body.tool !== undefined && { tool: body.tool }),
      ...row,
    },
    body,
    agentName: 'Maren',
    agentHue: 8,
    title,
    simulated,
  };
}

/** Leave to write a file; with `before` over what is there. */
export const writing = (path: string, after: string, before?: string): RequestBody => ({
  tool: 'built-in/write_file',
  input: { path, content: after },
  preview: { kind: 'file', path, after, ...(before !== undefined && { before }) },
});
