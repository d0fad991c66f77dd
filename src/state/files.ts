import { computed, signal, type ReadonlySignal } from '@preact/signals';
import type { Id } from '../domain/id';
import type { TextOrigin } from '../engine/door';
import type { FileDetail, FileView } from '../storage/queries';
import { conversationId } from './conversation';
import { doors } from './doors';
import { live } from './live';
import { place } from './place';

export type { FileDetail, FileView };
export type { RevisionRow } from '../domain/artifact';

/** What `files` holds until the first answer. */
export const filesUnread: FileView[] = [];

const pageOfFiles = 200;
const limit = signal(pageOfFiles);

// One more than is shown: it tells whether there are more.
const read = live<'files'>(filesUnread, () => ({ name: 'files', args: [{ limit: limit.value + 1 }] }));

/** The workspace's files by path, as many as are shown. */
export const files: ReadonlySignal<FileView[]> = computed(() =>
  read.value.length > limit.value ? read.value.slice(0, limit.value) : read.value,
);

export const hasMoreFiles: ReadonlySignal<boolean> = computed(() => read.value.length > files.value.length);

export function showMoreFiles(): void {
  limit.value += pageOfFiles;
}

const made = live<'files'>([], () => {
  const id = conversationId.value;
  return id && { name: 'files', args: [{ conversation: id }] };
});

/** The files that the conversation on screen made. */
export const filesHere: ReadonlySignal<FileView[]> = computed(() => {
  const id = conversationId.value;
  return made.value.filter(({ row }) => row.conversation === id); // those of the one before may still be there
});

/** A file with its revisions. Follows `pick` like `live`. */
export const fileWith = (pick: () => Id<'artifact'> | undefined): ReadonlySignal<FileDetail | undefined> =>
  live<'file'>(undefined, () => {
    const id = pick();
    return id && { name: 'file', args: [id] };
  });

/** The file on screen. */
export const fileHere = fileWith(() => (place.value.at === 'file' ? place.value.id : undefined));

/** The text of a revision; null until it is there, nothing where it was forgotten. Follows `pick` like `live`. */
export const revisionText = (pick: () => Id<'revision'> | undefined): ReadonlySignal<string | undefined | null> =>
  live<'revisionText', null>(null, () => {
    const id = pick();
    return id && { name: 'revisionText', args: [id] };
  });

/** A revision by the user. Rejects with `AppError`, as all verbs here do. */
export const saveFile = (path: string, text: string, origin: TextOrigin): Promise<Id<'artifact'>> =>
  doors().engine.write('saveFile', path, text, origin);

/** Puts an older revision on show; nothing is lost. */
export const restoreRevision = (id: Id<'revision'>): Promise<void> => doors().engine.write('restoreRevision', id);

export const removeFile = (id: Id<'artifact'>, gone: boolean): Promise<void> =>
  doors().engine.write('removeFile', id, gone);
