import { attachmentLimits, type AttachmentFault } from '../domain/attachment';
import { AppError } from '../domain/error';
import { toBase64 } from '../lib/base64';
import type { AttachmentRow } from '../storage/queries';
import type { NewAttachment } from '../storage/attach';
import { countPages, isPdf } from './pdf-pages';
import { drawPicture } from './picture';

/**
 * A file that was picked, dropped or pasted, as it goes to a model. `beside` are those that wait with it. Throws
 * `attachment-refused` {what: AttachmentFault, name, most}.
 */
export async function readPicked(
  file: Blob,
  name: string,
  beside: readonly Pick<AttachmentRow, 'body'>[],
): Promise<NewAttachment> {
  const { files, together } = attachmentLimits;
  const refuse = (what: AttachmentFault, most = 0) =>
    new AppError('attachment-refused', { parameters: { what, name, most } });
  if (beside.length >= files) throw refuse('too-many', files);
  const read =
    file.type === 'application/pdf' ? readDocument : file.type.startsWith('image/') ? readPicture : undefined;
  if (!read) throw refuse('kind');
  const attachment = await read(file, name, refuse);
  const sum = beside.reduce((bytes, { body }) => bytes + body.file.size, attachment.file.size);
  if (sum > together) throw refuse('too-much', together);
  return attachment;
}

type Refuse = (what: AttachmentFault, most?: number) => AppError;

async function readPicture(file: Blob, name: string, refuse: Refuse): Promise<NewAttachment> {
  if (file.size > attachmentLimits.picture) throw refuse('too-large', attachmentLimits.picture);
  const picture = await drawPicture(file).catch(() => undefined);
  if (!picture) throw refuse('unreadable');
  const { bytes, type, width, height, was } = picture;
  return {
    file: { type, name, size: bytes.length, width, height },
    ...(was ? { was } : {}),
    data: toBase64(bytes),
  };
}

async function readDocument(file: Blob, name: string, refuse: Refuse): Promise<NewAttachment> {
  if (file.size > attachmentLimits.document) throw refuse('too-large', attachmentLimits.document);
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!isPdf(bytes)) throw refuse('unreadable');
  const pages = await countPages(bytes);
  return {
    file: { type: 'application/pdf', name, size: bytes.length, ...(pages === undefined ? {} : { pages }) },
    data: toBase64(bytes),
  };
}
