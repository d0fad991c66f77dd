import { expect, test } from 'vitest';
import { longestSide } from '../../src/domain/attachment';
import { drawPicture } from '../../src/engine/picture';

/** A picture whose left half is red and whose right half is blue, in the words of the test's browser. */
async function drawn(width: number, height: number, type: string): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.fillStyle = 'red';
  brush.fillRect(0, 0, width / 2, height);
  brush.fillStyle = 'blue';
  brush.fillRect(width / 2, 0, width / 2, height);
  return canvas.convertToBlob({ type });
}

const place = '48.2082 N 16.3738 E';

/** What a camera adds: that it was held sideways (Exif orientation 6: the top is at the right), and where. */
async function photographed(width: number, height: number): Promise<Blob> {
  const jpeg = new Uint8Array(await (await drawn(width, height, 'image/jpeg')).arrayBuffer());
  const orientation = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0];
  const tiff = [...ascii('MM'), 0, 42, 0, 0, 0, 8, 0, 1, ...orientation, 0, 0, 0, 0, ...ascii(place)];
  const exif = [...ascii('Exif'), 0, 0, ...tiff];
  const segment = [0xff, 0xe1, 0, exif.length + 2, ...exif];
  return new Blob([jpeg.slice(0, 2), new Uint8Array(segment), jpeg.slice(2)], { type: 'image/jpeg' });
}

const ascii = (text: string) => Array.from(text, letter => letter.charCodeAt(0));
const asText = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);

test('what a camera wrote beside a photograph does not come along, and the photograph stands upright', async () => {
  const photograph = await photographed(400, 200);
  expect(asText(new Uint8Array(await photograph.arrayBuffer()))).toContain(place);
  const { bytes, type, width, height } = await drawPicture(photograph);
  expect(asText(bytes)).not.toContain(place);
  expect(asText(bytes)).not.toContain('Exif');
  expect([type, width, height]).toEqual(['image/jpeg', 200, 400]);
});

test('a large picture is made smaller, and says what it was; a small one stays as large as it is', async () => {
  const large = await drawPicture(await drawn(3_000, 1_000, 'image/png'));
  expect([large.width, large.height]).toEqual([longestSide, 523]);
  expect(large.was).toEqual({ width: 3_000, height: 1_000 });
  const small = await drawPicture(await drawn(30, 10, 'image/webp'));
  expect([small.type, small.width, small.height, small.was]).toEqual(['image/png', 30, 10, undefined]);
});

test('what is no picture is refused, whatever it says it is', async () => {
  const pretending = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'], {
    type: 'image/png',
  });
  await expect(drawPicture(pretending)).rejects.toThrow('could not be decoded');
});
