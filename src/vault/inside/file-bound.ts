/** What a file in a body weighs. */
interface Weight {
  /** Bytes of the body it takes up. */
  bytes: number;
  /** The most input tokens it is reckoned with. */
  tokens: number;
}

/**
 * The most tokens a picture counts as: Claude's newest models (https://platform.claude.com/docs/en/build-with-claude/vision),
 * Gemini 3 at its highest resolution, OpenAI's where it is asked to be looked at within bounds, and where it is not
 * (https://developers.openai.com/api/docs/guides/images-vision; all 2026-11).
 */
const mostOf = { claude: 4_784, gemini: 2_240, bounded: 16_384, unbounded: 49_152 };

/**
 * Bytes of base64 for one token of a document. Nobody says what a document counts as before it was read: real ones have
 * far more, one that was made to hold more text than bytes has less.
 */
const documentBytes = 4;

/**
 * What the files in a body weigh. A token of text has at least a byte; a picture has far more bytes than tokens, and is
 * bounded by what its provider makes of it. Looked for only where a provider takes a file: elsewhere the same words are
 * text.
 */
export function weighFiles(body: object): Weight {
  const { messages, input, contents } = body as Readonly<Record<string, unknown>>;
  const sum: Weight = { bytes: 0, tokens: 0 };
  for (const turn of [messages, input, contents].flatMap(list)) {
    for (const block of [...list(field(turn, 'content')), ...list(field(turn, 'parts'))]) {
      const { bytes, tokens } = weigh(block);
      sum.bytes += bytes;
      sum.tokens += tokens;
    }
  }
  return sum;
}

/** A block of each wire that can hold a file; any other is text. */
function weigh(block: unknown): Weight {
  const type = field(block, 'type');
  if (type === 'image') return picture(field(field(block, 'source'), 'data'), mostOf.claude);
  if (type === 'document') return document(field(field(block, 'source'), 'data'));
  const inline = field(block, 'inlineData');
  if (inline !== undefined) {
    const isPicture = String(field(inline, 'mimeType')).startsWith('image/');
    return isPicture ? picture(field(inline, 'data'), mostOf.gemini) : document(field(inline, 'data'));
  }
  const image = field(block, 'image_url');
  if (image !== undefined) {
    const detail = field(block, 'detail') ?? field(image, 'detail');
    return picture(field(image, 'url') ?? image, detail === 'high' ? mostOf.bounded : mostOf.unbounded);
  }
  return document(field(block, 'file_data') ?? field(field(block, 'file'), 'file_data'));
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Only what is there as bytes: of an address it is not known what lies there, and it is short. */
function picture(data: unknown, tokens: number): Weight {
  return typeof data === 'string' ? { bytes: data.length, tokens } : { bytes: 0, tokens: 0 };
}

function document(data: unknown): Weight {
  const bytes = typeof data === 'string' ? data.length : 0;
  return { bytes, tokens: Math.ceil(bytes / documentBytes) };
}
