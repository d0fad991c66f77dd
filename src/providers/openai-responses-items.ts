import type { Part, Replay } from '../domain/part';
import { list, object, parseJson, text, type Json } from './json';

/** Items of a Responses answer as parts of a message (https://platform.openai.com/docs/api-reference/responses/object, 2026-11). */

/** What a replayed block is marked with. */
export type ItemOrigin = Pick<Replay, 'model' | 'host'>;

/** Which call an item is, or asks for. */
export const nameOf = (item: Json) => ({
  call: text(item['call_id']) ?? text(item['id']) ?? '',
  name: text(item['name']) ?? '',
});

/** The words of a message item. */
export function wordsOf(item: Json): string {
  return list(item['content'])
    .map(object)
    .map(piece => text(piece['text']) ?? text(piece['refusal']) ?? '')
    .join('');
}

/** Whether a message item holds a refusal. */
export function refuses(item: Json): boolean {
  return list(item['content']).some(piece => object(piece)['type'] === 'refusal');
}

/** A finished item that is no message. */
export function partOf(item: Json, origin: ItemOrigin): Part {
  const replay: Replay = { wire: 'openai-responses', ...origin, block: item };
  switch (item['type']) {
    case 'reasoning': {
      const words = [...list(item['summary']), ...list(item['content'])].map(
        piece => text(object(piece)['text']) ?? '',
      );
      return { kind: 'reasoning', text: words.join('\n\n'), replay };
    }
    case 'function_call': {
      const written = text(item['arguments']) ?? '';
      const input = written === '' ? {} : parseJson(written);
      if (input === undefined) return { kind: 'tool-call', ...nameOf(item), input: {}, unparsed: written };
      return { kind: 'tool-call', ...nameOf(item), input };
    }
    default:
      return { kind: 'provider', type: text(item['type']) ?? '', replay };
  }
}

/** All parts of a finished answer, as they would have been collected from its stream: messages in a row are one text. */
export function partsOf(output: readonly Json[], origin: ItemOrigin): Part[] {
  const parts: Part[] = [];
  for (const item of output) {
    const last = parts.at(-1);
    const words = item['type'] === 'message' ? wordsOf(item) : undefined;
    if (words === undefined) parts.push(partOf(item, origin));
    else if (last?.kind === 'text') last.text += words;
    else if (words !== '') parts.push({ kind: 'text', text: words });
  }
  return parts;
}
