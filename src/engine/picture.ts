import { longestSide } from '../domain/attachment';

/** Bytes up to which a picture keeps every pixel's colour; a photograph beyond them is better off as a JPEG. */
const mostOfPng = 1_500_000;

/** Kinds whose pictures are drawn rather than photographed: text stays crisp in them. */
const drawn: ReadonlySet<string> = new Set(['image/png', 'image/gif', 'image/webp', 'image/bmp']);

/** A picture as it goes to a model. */
interface Picture {
  bytes: Uint8Array;
  type: 'image/png' | 'image/jpeg';
  width: number;
  height: number;
  /** What it was made smaller from. */
  was?: { width: number; height: number };
}

/**
 * Draws a picture anew: upright, at most as large as providers look at, of a kind that all of them take, and without what
 * cameras write beside it, such as the place. Rejects where the browser cannot read it.
 */
export async function drawPicture(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file);
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, longestSide / Math.max(width, height));
    const size = { width: scaled(width, scale), height: scaled(height, scale) };
    const png = drawn.has(file.type) ? await encode(bitmap, size, 'image/png') : undefined;
    const blob = png && png.size <= mostOfPng ? png : await encode(bitmap, size, 'image/jpeg');
    return {
      bytes: new Uint8Array(await blob.arrayBuffer()),
      type: blob === png ? 'image/png' : 'image/jpeg',
      ...size,
      ...(scale < 1 ? { was: { width, height } } : {}),
    };
  } finally {
    bitmap.close();
  }
}

const scaled = (length: number, scale: number) => Math.max(1, Math.round(length * scale));

async function encode(
  bitmap: ImageBitmap,
  { width, height }: { width: number; height: number },
  type: Picture['type'],
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.imageSmoothingQuality = 'high';
  if (type === 'image/jpeg') {
    // What can be seen through would become black.
    brush.fillStyle = 'white';
    brush.fillRect(0, 0, width, height);
  }
  brush.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type, quality: 0.9 });
}
