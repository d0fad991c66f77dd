import type { ProviderName } from './connection';
import type { FilePart } from './part';

/** How many tokens a provider counts a picture as, at most: its own formula at the size that is sent, without its caps. */

type Formula = (width: number, height: number) => number;

/**
 * Claude: a token for each square of 28 pixels, before 2026 a token for 750 pixels; whichever is more
 * (https://platform.claude.com/docs/en/build-with-claude/vision, 2026-11).
 */
const claude: Formula = (width, height) => Math.max(squares(width, height, 28), Math.ceil((width * height) / 750));

/** Gemini 3 at its default resolution (https://ai.google.dev/gemini-api/docs/media-resolution, 2026-11). */
const gemini3: Formula = () => 1_120;

/** Before: 258 a tile, one more for the whole (https://ai.google.dev/gemini-api/docs/image-understanding, 2026-10). */
const gemini2: Formula = (width, height) => {
  if (width <= 384 && height <= 384) return 258;
  const unit = Math.min(768, Math.max(256, Math.floor(Math.min(width, height) / 1.5)));
  return 258 * (squares(width, height, unit) + 1);
};

/** At most six tiles and the whole (https://docs.x.ai/docs/guides/image-understanding, 2026-10). */
const grok: Formula = () => 1_792;

/** OpenAI's newer models: squares of 32 pixels times a figure of the model's. */
const patches =
  (factor: number): Formula =>
  (width, height) =>
    Math.ceil(squares(width, height, 32) * factor);

/** OpenAI's older models: fitted into 2,048 pixels, the shorter side to 768, then so much a tile of 512. */
const tiles =
  (base: number, each: number): Formula =>
  (width, height) => {
    const fitted = Math.min(1, 2_048 / Math.max(width, height));
    const scale = fitted * Math.min(1, 768 / (Math.min(width, height) * fitted));
    return base + each * squares(Math.ceil(width * scale), Math.ceil(height * scale), 512);
  };

/**
 * First match wins (https://developers.openai.com/api/docs/guides/images-vision#calculating-costs, 2026-11; where it was
 * dearer in 2025, that; GPT-6 as measured by others, 2026-11). Held for `detail: high`, which is what we send.
 */
const openAi: readonly [RegExp, Formula][] = [
  [/^gpt-4o-mini/, tiles(2_833, 5_667)],
  [/^gpt-(?:4\.1|5)-nano/, patches(2.46)],
  [/^o4-mini/, patches(1.72)],
  [/^gpt-(?:4\.1|5|5\.1-codex)-mini/, patches(1.72)],
  [/^(?:chatgpt-)?gpt-4[o.]|^chatgpt-4o/, tiles(85, 170)],
  [/^o[13]/, tiles(75, 150)],
  [/^gpt-5(?:\.1)?(?:-|$)/, tiles(70, 140)],
  [/^gpt-(?:5\.[2-9]|6)/, patches(1.2)],
];

function formulaOf(provider: ProviderName, model: string): Formula | undefined {
  switch (provider) {
    case 'anthropic':
      return claude;
    case 'google':
      return /^(?:models\/)?gemini-[12]\b/.test(model) ? gemini2 : gemini3;
    case 'xai':
      return grok;
    case 'openai':
      return openAi.find(([pattern]) => pattern.test(model))?.[1];
    case 'openrouter':
      return routed(model);
    case 'groq':
    case 'mistral':
    case 'deepseek':
    case 'custom':
    case 'simulated':
      return undefined;
  }
}

/** OpenRouter names the maker before the model, and passes pictures on as they are. */
function routed(model: string): Formula | undefined {
  const [maker = '', ...rest] = model.split('/');
  const makers: Readonly<Record<string, ProviderName>> = {
    anthropic: 'anthropic',
    google: 'google',
    openai: 'openai',
    'x-ai': 'xai',
  };
  const provider = Object.hasOwn(makers, maker) ? makers[maker] : undefined;
  return provider && formulaOf(provider, rest.join('/'));
}

/** Tokens of a page of a document. Only Google says: the page as a picture, its text is free (document-processing, 2026-11). */
function perPage(provider: ProviderName, model: string): number | undefined {
  if (provider !== 'google') return undefined;
  return /^(?:models\/)?gemini-[12]\b/.test(model) ? 258 : 1_120;
}

/** The most input tokens that a file counts as at a provider; nothing where no formula is known. */
export function fileTokens(provider: ProviderName, model: string, file: FilePart): number | undefined {
  const { type, width, height, pages } = file;
  if (type === 'application/pdf') {
    const each = perPage(provider, model);
    return each === undefined || pages === undefined ? undefined : each * pages;
  }
  return width === undefined || height === undefined ? undefined : formulaOf(provider, model)?.(width, height);
}

const squares = (width: number, height: number, side: number) => Math.ceil(width / side) * Math.ceil(height / side);
