import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { wait } from '../../src/lib/wait';

test('a wait is over after its time, or at once when it is called off, and leaves nothing behind', async () => {
  const { signal } = new AbortController();
  await wait(1, signal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  const stopped = new AbortController();
  const long = wait(60_000, stopped.signal);
  stopped.abort();
  await expect(long).rejects.toMatchObject({ name: 'AbortError' });
  expect(getEventListeners(stopped.signal, 'abort')).toEqual([]);
  await expect(wait(60_000, stopped.signal)).rejects.toMatchObject({ name: 'AbortError' });
});
