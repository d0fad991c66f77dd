import { expect, it } from 'vitest';
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
