import type { ModelAbilities } from './connection';
import { isPicture, type FileType } from './media-type';

/**
 * How much can come with one message. As base64 it is a third more, and the least a provider takes in one request is 20 MB
 * (https://ai.google.dev/gemini-api/docs/document-processing, 2026-11).
 */
export const attachmentLimits = {
  files: 10,
  /** Bytes of a picture as it is picked; it is made smaller. */
  picture: 20_000_000,
  /** Bytes of a document. */
  document: 10_000_000,
  /** Bytes of all of them. */
  together: 12_000_000,
};

/** Why a file does not come along. */
export type AttachmentFault = 'kind' | 'unreadable' | 'too-large' | 'too-many' | 'too-much';

/** Pixels of the longer side: every provider looks at as much in full, and some charge for more. */
export const longestSide = 1_568;

/** Whether a model takes such a file: of pictures who knows no better tries, since its provider says so for free. */
export function takesFile(abilities: ModelAbilities | undefined, type: FileType): boolean {
  return isPicture(type) ? abilities?.images !== false : abilities?.pdfs === true;
}
