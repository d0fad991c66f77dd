import { describe, expect, it } from 'vitest';

import { book } from '../../src/domain/book';
import { costOf } from '../../src/domain/money';
import { chatUsage, responsesUsage } from '../../src/providers/openai-usage';
import { findPrice } from '../../src/providers/prices';
import { shared } from '../support/shared';
import { readRecordings } from './recordings';

const directory = shared('fixtures/providers');
const recordings = directory === undefined ? [] : readRecordings(directory);

const chat = 'openrouter-chat/test_openrouter';
const responses = 'openrouter-responses/test';

/**
 * What OpenRouter said it billed, by the recording, the maker's model, nano-dollars, and how much that is above what our
 * table makes of the same tokens. Without a model the table knows none: who serves an open model is OpenRouter's choice.
 */
const bills: readonly (readonly [name: string, model: string | undefined, reported: number, above?: number])[] = [
  // Another model was asked in between: 888×0.15 + 74×0.6 = 177,600.
  [`${chat}_advisor_tool_stream`, 'gpt-4o-mini', 14_547_600, 14_370_000],
  [`${chat}_stream_error`, undefined, 0],
  [`${chat}_stream_with_native_options`, undefined, 3_338_250],
  [`${chat}_stream_with_reasoning`, 'o3', 850_000, 0],
  // 8,174×0.4 + 30×1.6 and a search for a cent.
  [`${chat}_web_search_tool_usage_stream`, 'gpt-4.1-mini', 13_317_600, 0],
  [`${responses}_image_prompt.1`, 'gpt-4.1-mini', 46_800, 0],
  [`${responses}_openai_responses_raw_cot_stream_openrouter`, undefined, 11_300],
  [`${responses}_reasoning.1`, 'gpt-5-nano', 8_600, 0],
  [`${responses}_tool_calls.1`, 'gpt-4.1-mini', 36_000, 0],
  [`${responses}_tool_calls.2`, 'gpt-4.1-mini', 50_000, 0],
];

describe.skipIf(directory === undefined)(
  'what a provider reported is what is booked, beside what our table says',
  () => {
    it.each(bills.map(([name, model, reported, above]) => ({ name, model, reported, above })))('$name', bill => {
      const { name, model, reported, above } = bill;
      const recording = recordings.find(one => one.name === `${name}.sse`);
      if (recording?.expected.kind !== 'stream') throw new Error('there is no such recording');
      const raw = JSON.parse(JSON.stringify(recording.expected.usage));
      const { usage, ...said } = recording.wire === 'openai-chat' ? chatUsage(raw) : responsesUsage(raw);
      const known = model === undefined ? undefined : findPrice('openai', model, Date.UTC(2026, 10, 25));
      const price = known && { ...known, source: { name: 'built-in' as const, ...known } };
      const facts = { simulated: false, bytesOut: 1_000, bytesIn: 1_000, ...(price ? { price } : {}) };
      const entry = book({ parts: [], stop: 'end', usage, ...said }, facts);
      expect([entry.basis, entry.cost]).toEqual(['reported', reported]);
      const byTable = entry.usage && entry.rates && costOf(entry.usage, entry.rates);
      expect(byTable === undefined ? undefined : reported - byTable).toBe(above);
    });

    it('covers every bill that was recorded', () => {
      const billed = recordings.filter(
        ({ folder, expected }) =>
          folder.startsWith('openrouter') &&
          expected.kind === 'stream' &&
          JSON.stringify(expected.usage)?.includes('"cost":'),
      );
      expect(billed.map(one => one.name).toSorted()).toEqual(bills.map(([name]) => `${name}.sse`).toSorted());
    });
  },
);
