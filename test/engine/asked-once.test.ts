import { expect, it } from 'vitest';

import { replayQueries } from '../../src/storage/replay-queries';
import { retryRun, sendMessage, type Sending } from '../../src/storage/send';
import { answer, ended } from './play';
import { setStage, type Stage } from './stage';

function say(stage: Stage, text: string, over: Partial<Sending> = {}) {
  return sendMessage(stage.workspace, {
    agent: stage.agent,
    simulated: false,
    parts: [{ kind: 'text', text }],
    title: text,
    agentModel: { connection: stage.connection, model: 'model-a' },
    ...over,
  });
}

it('how one message alone is asked holds for its run, a retry of it and another wording, and for no other message', async () => {
  const stage = await setStage(answer);
  const { workspace } = stage;
  await stage.lead();
  const asks = { effort: 'high', maxOutput: 400 };

  const once = await say(stage, 'Think hard.', { asks });
  const first = await ended(stage, once);
  expect(first.body.model).toEqual({ connection: stage.connection, model: 'model-a', ...asks });
  const [act] = await workspace.db.act.where('run').equals(once.run).toArray();

  const next = await ended(stage, await say(stage, 'And now as ever.', { conversation: once.conversation }));
  expect(next.body.model).toEqual({ connection: stage.connection, model: 'model-a' });
  const [other] = await workspace.db.act.where('run').equals(next.id).toArray();
  expect(act!.ceiling, 'what is set aside follows').toBeLessThan(other!.ceiling!);

  const { conversation } = once;
  const again = await ended(stage, await retryRun(workspace, first.tip));
  expect(again.body.model).toMatchObject(asks);
  const reworded = await ended(stage, await say(stage, 'Think harder.', { conversation, instead: once.message }));
  expect(reworded.body.model).toMatchObject(asks);
  const { steps } = (await replayQueries(workspace).replay(once.run))!;
  expect(steps.find(step => step.kind === 'model-call')).toMatchObject({ maxOutput: 400 });
});
