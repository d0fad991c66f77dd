import { bytes, number } from '../formats';
import { wording } from './language';

export const attachmentWords = wording('attachments', {
  waiting: 'Attached files',
  files: 'Files',
  coming: (count: number) => (count === 1 ? 'Preparing a file' : `Preparing ${number(count)} files`),
  pixels: (width: number, height: number) => `${number(width)} × ${number(height)}`,
  smaller: (from: string) => `made smaller from ${from}`,
  pages: (count: number) => (count === 1 ? '1 page' : `${number(count)} pages`),
  size: (size: number) => bytes(size),
  remove: (name: string) => `Remove ${name}`,
  removed: (name: string) => `${name} was removed.`,
  nameOnly: 'not read by this model, which is told the name only',
  foreign: 'What is in a file counts as foreign: you are asked before an agent acts on it.',
  unknownCost: 'What one of these files costs is known only after it was read.',
  show: (name: string) => `Show ${name}`,
  save: 'Save',
  gone: 'no longer on this device',
});
