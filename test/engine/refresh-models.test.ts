import { expect, test } from 'vitest';
import { refreshModels } from '../../src/engine/refresh-models';
import { listedModels, patchConnection, saveModels } from '../../src/storage/connections';
import type { ModelInfo } from '../../src/domain/connection';
import { answer } from './play';
import { setStage, type Stage } from './stage';

const hour = 3_600_000;
const [before, after]: [ModelInfo, ModelInfo] = [
  { id: 'model-a', name: 'A' },
  { id: 'model-b', name: 'B' },
];

/** A connection whose list is `hours` old, and how often it was asked for since. */
async function listed(hours: number, fails = false) {
  let asked = 0;
  const listModels = () => {
    asked += 1;
    return fails ? Promise.reject(new Error('no answer')) : Promise.resolve([after]);
  };
  const stage = await setStage(answer, { provider: { listModels } });
  const { workspace, connection } = stage;
  await saveModels({ ...workspace, now: () => workspace.now() - hours * hour }, connection, [before]);
  stage.keys.set('open');
  return { stage, asked: () => asked };
}

const refresh = ({ engine }: Stage) => refreshModels(engine, new AbortController().signal);

test('a list that is older than a day is read anew, once, from whichever tab', async () => {
  const { stage, asked } = await listed(25);
  await Promise.all([refresh(stage), refresh(stage)]);
  expect(await listedModels(stage.workspace, stage.connection)).toEqual([after]);
  await refresh(stage);
  expect(asked()).toBe(1);
});

test('one that cannot be read stays as it is, and is asked for no more before tomorrow', async () => {
  const { stage, asked } = await listed(25, true);
  await refresh(stage);
  await refresh(stage);
  expect(await listedModels(stage.workspace, stage.connection)).toEqual([before]);
  expect(asked()).toBe(1);
});

test('nothing is asked for a list of today, without a network, with locked keys, while all is paused, or without a key', async () => {
  const recent = await listed(23);
  await refresh(recent.stage);
  const { stage, asked } = await listed(25);
  const { online } = stage.engine;
  stage.engine.online = { ...online, now: () => false };
  await refresh(stage);
  stage.engine.online = online;
  stage.keys.set('locked');
  await refresh(stage);
  stage.keys.set('open');
  stage.halt(true);
  await refresh(stage);
  stage.halt(false);
  await patchConnection(stage.workspace, stage.connection, { key: null });
  await refresh(stage);
  expect([recent.asked(), asked()]).toEqual([0, 0]);
});
