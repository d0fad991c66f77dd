import type { RequestView } from '../../state/requests';
import { titleOf } from '../approval/request-title';
import { inboxWords } from '../words/inbox';
import { toolDeed } from '../words/tool-deeds';

/** What a request is about, short: who asks stands beside it. */
export function deedOf(request: RequestView): string {
  const words = inboxWords();
  const { row, body } = request;
  if (row.asks !== 'approval') return titleOf(request);
  const { preview, tool = row.tool ?? '' } = body;
  if (preview?.kind !== 'file') return toolDeed(tool);
  return preview.before === undefined ? words.write(preview.path) : words.change(preview.path);
}
