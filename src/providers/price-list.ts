import type { ListedPrice, ProviderName } from '../domain/connection';
import { AppError } from '../domain/error';
import { list, object, parseJson, text } from './json';
import { listedPrice } from './listed-price';

/** One price out of a list. */
interface ListedModelPrice extends ListedPrice {
  provider: ProviderName;
  model: string;
}

/**
 * Who serves their models alone, so that OpenRouter's price is theirs (it adds nothing to inference). Open models are
 * served by many at many prices: of those the list says nothing about anyone else.
 */
const direct: Readonly<Record<string, { provider: ProviderName; rename(model: string): string }>> = {
  // OpenRouter writes versions with a dot, Anthropic with a dash.
  anthropic: { provider: 'anthropic', rename: model => model.replaceAll('.', '-') },
  openai: { provider: 'openai', rename: model => model },
  google: { provider: 'google', rename: model => model },
  'x-ai': { provider: 'xai', rename: model => model },
};

const isOpen = /^(?:gpt-oss|gemma)/;

/**
 * Reads OpenRouter's public model list (`GET https://openrouter.ai/api/v1/models`): its own ids, and the same models at
 * the companies that make them. Exact decimals. Throws `AppError` `reply-unreadable` where it is no such list.
 */
export function readPriceList(json: string): ListedModelPrice[] {
  const rows = object(parseJson(json))['data'];
  if (!Array.isArray(rows)) throw new AppError('reply-unreadable');
  return list(rows)
    .map(object)
    .flatMap(row => {
      const id = text(row['id']);
      const price = listedPrice(row['pricing']);
      if (id === undefined || !price) return [];
      const own: ListedModelPrice = { provider: 'openrouter', model: id, ...price };
      const elsewhere = namedElsewhere(id);
      return elsewhere ? [own, { ...elsewhere, ...price }] : [own];
    });
}

function namedElsewhere(id: string): { provider: ProviderName; model: string } | undefined {
  const [maker = '', model = ''] = id.split('/');
  const known = direct[maker];
  // A variant such as `:free` or `:nitro` is OpenRouter's alone.
  if (!known || model === '' || model.includes(':') || isOpen.test(model)) return undefined;
  return { provider: known.provider, model: known.rename(model) };
}
