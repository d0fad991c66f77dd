import { wording } from './language';

/** What stands around the texts of agents and users. */
export const markdownWords = wording('markdown', {
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'The browser did not let us copy. Select the text instead.',
  copyCode: 'Copy code',
  copyCsv: 'Copy as CSV',
  copyMarkdown: 'Copy as Markdown',
  code: 'Code',
  table: 'Table',
  done: 'Done',
  open: 'Open',
  image: (host: string) => `Image at ${host}, not loaded`,
  imageWithWords: (words: string, host: string) => `Image “${words}” at ${host}, not loaded`,
  imageWithoutHost: 'Image, not loaded',
});
