import { describe, expect, it } from 'vitest';

import { shared } from '../support/shared';
import { chunkSizes, differences, readRecordings } from './recordings';

const directory = shared('fixtures/providers');
const recordings = directory === undefined ? [] : readRecordings(directory).filter(({ wire }) => wire !== undefined);

describe.skipIf(directory === undefined)('the adapters read what others recorded', () => {
  it.each(recordings)(
    '$name',
    async recording => {
      for (const size of chunkSizes) {
        expect(await differences(directory ?? '', recording, size), `in chunks of ${size}`).toEqual([]);
      }
    },
    60_000,
  );
});
