import { number } from '../formats';
import { wording } from './language';

export const filesWords = wording('files', {
  title: 'Files',
  line: (count: number, isPart: boolean) => {
    if (isPart) return `The first ${number(count)} files by path, every version kept.`;
    return count === 1 ? 'One file, every version kept.' : `${number(count)} files, every version kept.`;
  },
  more: 'Show more',
  empty: 'No files yet',
  emptyLine:
    'Files that agents write appear here, with every version and who made it. You can write one yourself, too.',
  list: 'Files',
  create: 'New file',
  path: 'Path',
  pathHint: 'Folders are part of it, as in notes/plan.md',
  pathNeeded: 'Give it a path.',
  pathTaken: 'There is a file at this path already.',
  text: 'Text',
  save: 'Save',
  by: { user: 'you', agent: 'an agent' },
  changed: (who: string, when: string) => `${who}, ${when}`,
  gone: 'This file is not here',
  goneLine: 'It may have been deleted in another tab.',
  toFiles: 'All files',
  view: 'How it is shown',
  views: { read: 'Read', source: 'Text', changes: 'Changes' },
  edit: 'Edit',
  download: 'Download',
  copy: 'Copy',
  copyFile: 'Copy the text of this file',
  remove: 'Delete',
  removed: (path: string) => `${path} was deleted.`,
  menu: (path: string) => `What to do with ${path}`,
  conversation: 'Where it was made',
  revisions: 'Versions',
  revision: (number: number) => `Version ${number}`,
  current: 'current',
  restore: 'Make this the current version',
  restored: 'This is the current version again.',
  saved: 'Saved as a new version.',
  older: (name: string) => `You are looking at ${name}, which is not the current one.`,
  noBefore: 'This is the first version: all of it is new.',
  forgotten: 'The text of this version was forgotten.',
  changesOf: (name: string) => `What ${name} changed`,
  labelled: (sources: string) => `made from text from ${sources}`,
  actions: { edit: 'Edit this file', download: 'Download this file' },
});
