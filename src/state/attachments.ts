import type { ReadonlySignal } from '@preact/signals';
import type { ModelChoice } from '../domain/agent';
import { takesFile } from '../domain/attachment';
import { AppError } from '../domain/error';
import type { FileType } from '../domain/media-type';
import type { FilePart } from '../domain/part';
import type { AttachmentRow, UnsentPlace } from '../storage/queries';
import { infoOf } from './conversation-models';
import { doors } from './doors';
import { live } from './live';

export type { AttachmentRow } from '../storage/queries';

/** The files that wait in a composer, in the order they came. */
export const waitingIn = (place: UnsentPlace): ReadonlySignal<AttachmentRow[]> =>
  live<'attachments'>([], () => ({ name: 'attachments', args: [place] }));

/** Puts a file into a composer. Rejects with `AppError`, as all verbs here do. */
export const attach = (place: UnsentPlace, file: File): Promise<void> =>
  doors().engine.write('attach', place, file, file.name);

export const detach = ({ id }: AttachmentRow): Promise<void> => doors().engine.write('detach', id);

/** Puts back what was taken out just now. */
export const reattach = (attachment: AttachmentRow): Promise<void> => doors().engine.write('reattach', attachment);

/** What is in a file that came with a message; nothing where it was forgotten. */
export const readFile = ({ payload, type }: FilePart): Promise<Blob | undefined> =>
  doors().engine.write('readFile', { payload, type });

/** Offers a file to the user's download folder. Rejects `not-found` where it was forgotten. */
export async function saveFileOf(file: FilePart): Promise<void> {
  const content = await readFile(file);
  if (!content) throw new AppError('not-found', { parameters: { what: 'file' } });
  doors().page.download(file.name, content);
}

/** Whether the model that is asked next reads such a file; the demo's script reads none. */
export function reads(choice: ModelChoice | undefined, simulated: boolean, type: FileType): boolean {
  return choice !== undefined && !simulated && takesFile(infoOf(choice), type);
}
