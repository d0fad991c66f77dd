import { AppError } from '../domain/error';
import type { Id } from '../domain/id';
import { pastedLabels, unionLabels } from '../domain/label';
import { filesOf, type FilePart, type Part } from '../domain/part';
import type { Label } from '../domain/row';
import { attachmentsOf } from '../storage/attachments';
import { readMessage } from '../storage/messages';
import type { Workspace } from '../storage/open';
import type { UnsentPlace } from '../storage/queries';
import { titleOf } from './title';

/** What the user says, and where it comes from. */
interface Said {
  text: string;
  /** It holds pasted text. */
  pasted?: boolean | undefined;
  /** The composer whose files come along. */
  from?: UnsentPlace | undefined;
  /** The message it is said in place of: its files come along, and what was foreign in it may be in this. */
  instead?: Id<'message'> | undefined;
}

/**
 * What a message of the user's is made of: files first, as providers want it. A file is by others until someone says it is
 * not. Throws `not-found` {what: attachment} where there is nothing to say.
 */
export async function spoken(
  ws: Workspace,
  { text, pasted = false, from, instead }: Said,
): Promise<{ parts: Part[]; title: string; labels: Label[] }> {
  const before = instead === undefined ? undefined : await readMessage(ws, instead);
  const waiting = from === undefined ? [] : await attachmentsOf(ws, from);
  const files = [...filesOf(before?.body.parts ?? []), ...waiting.map(({ body }) => body.file)];
  // Nothing is asked, and paid, for nothing: what waited in the composer was sent a moment ago.
  if (text === '' && files.length === 0) throw new AppError('not-found', { parameters: { what: 'attachment' } });
  const foreign = pasted ? pastedLabels(text) : [];
  return {
    parts: text === '' ? files : [...files, { kind: 'text', text }],
    title: titleOf(text === '' ? files.map(({ name }) => name).join(', ') : text),
    labels: unionLabels([before?.row.labels, foreign, files.map(labelOf)]),
  };
}

const labelOf = ({ payload }: FilePart): Label => ({ source: 'external', from: 'attached', payload });
