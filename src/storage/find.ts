import type { Id } from '../domain/id';
import { plainText } from '../domain/part';
import { ancestors, readBodies } from './messages';
import type { Workspace } from './open';

/** A message that holds what is looked for. */
export interface FoundMessage {
  message: Id<'message'>;
  /** How far from the end of the branch it is, itself included: what must be loaded to show it. */
  fromEnd: number;
  /** The words around the first place. */
  excerpt: string;
}

export interface Findings {
  /** In the order of the conversation; the newest where there are too many. */
  found: FoundMessage[];
  /** Whether older messages were left out. */
  more: boolean;
}

/** Messages told at most; the count then says "or more". */
const mostFound = 200;
/** Bodies read at once: a few milliseconds of work between two looks at the port. */
const pageSize = 200;
/** Characters before and after the place in an excerpt. */
const around = 40;

/**
 * Looks through all that was said on the branch on screen, whatever part of it is shown: the user's and the agents' own
 * words, upper and lower case alike. Reads from the end.
 */
export async function findInConversation(
  ws: Workspace,
  conversation: Id<'conversation'>,
  text: string,
): Promise<Findings> {
  const wanted = text.trim().toLowerCase();
  const head = await ws.db.conversation.get(conversation);
  if (!head?.leaf || wanted === '') return { found: [], more: false };
  const branch = await ancestors(ws, head.leaf, Number.POSITIVE_INFINITY);
  const found: FoundMessage[] = [];
  for (let end = branch.length; end > 0; end -= pageSize) {
    const page = await readBodies(ws, branch.slice(Math.max(0, end - pageSize), end));
    for (const [index, { row, body }] of [...page.entries()].reverse()) {
      const excerpt = row.role === 'tool' ? undefined : excerptOf(plainText(body.parts), wanted);
      if (excerpt === undefined) continue;
      if (found.length === mostFound) return { found: found.reverse(), more: true };
      const fromEnd = branch.length - Math.max(0, end - pageSize) - index;
      found.push({ message: row.id, fromEnd, excerpt });
    }
  }
  return { found: found.reverse(), more: false };
}

function excerptOf(text: string, wanted: string): string | undefined {
  const at = text.toLowerCase().indexOf(wanted);
  if (at < 0) return undefined;
  const [from, to] = [Math.max(0, at - around), at + wanted.length + around];
  const words = text.slice(from, to).replaceAll(/\s+/g, ' ').trim();
  return `${from > 0 ? '…' : ''}${words}${to < text.length ? '…' : ''}`;
}
