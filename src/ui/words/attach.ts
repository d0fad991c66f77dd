import { wording } from './language';

/** Said where files are picked; what was picked has words of its own (attachments.ts), fetched with the first file. */
export const attachWords = wording('attach', {
  attach: 'Attach files',
  camera: 'Take a picture',
  noFiles: 'Only an agent with a model of your own reads files.',
  noPictures: (model: string) => `${model} does not read pictures.`,
  noDocuments: (model: string) => `${model} does not read PDFs.`,
});
