import { expect, it } from 'vitest';
import type { EventRow } from '../../src/domain/event';
import { answer, ended, entries, send, texts } from './play';
import { setStage, until } from './stage';

it('keeps an answer that was paid for until the device has room for it, and says that it waits', async () => {
  const stage = await setStage(answer);
  const sent = await send(stage);
  const full = () => {
    throw new DOMException('no room', 'QuotaExceededError');
  };
  stage.workspace.db.cost.hook('creating', full);
  await stage.lead();
  await until(
    async () => stage.engine.status.now().full === true,
    async () => stage.engine.status.now(),
  );
  expect(await entries(stage)).toEqual([]);
  stage.workspace.db.cost.hook('creating').unsubscribe(full);
  await new Promise(resolve => setTimeout(resolve, 1_500));
  const run = await ended(stage, sent);
  expect((await texts(stage, run)).at(-1)?.parts).toEqual([{ kind: 'text', text: 'Forty-two.' }]);
  expect(await entries(stage)).toHaveLength(1);
  expect(stage.asked).toHaveLength(1);
  await until(
    async () => stage.engine.status.now().full === false,
    async () => stage.engine.status.now(),
  );
});

it('is no failure of a run: it is taken up when there is room, and nothing is called before', async () => {
  const stage = await setStage(answer);
  const sent = await send(stage);
  const full = (_: string, { event }: EventRow) => {
    if (event.kind === 'run-leased') throw new DOMException('no room', 'QuotaExceededError');
  };
  stage.workspace.db.event.hook('creating', full);
  await stage.lead();
  await until(
    async () => stage.engine.status.now().full === true,
    async () => stage.engine.status.now(),
  );
  expect((await stage.workspace.db.run.get(sent.run))?.phase).toBe('queued');
  expect(stage.asked).toEqual([]);
  stage.workspace.db.event.hook('creating').unsubscribe(full);
  stage.engine.bell.ring();
  expect((await ended(stage, sent)).phase).toBe('succeeded');
  expect(stage.engine.status.now().full).toBe(false);
});
