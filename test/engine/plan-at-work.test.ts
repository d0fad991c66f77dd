import { describe, expect, it } from 'vitest';
import { planVerbs } from '../../src/engine/verbs/plan-verbs';
import { runVerbs } from '../../src/engine/verbs/run-verbs';
import { readFileAt } from '../../src/storage/artifacts';
import { planSteps } from '../../src/storage/plans';
import { sendMessage } from '../../src/storage/send';
import { asked, callsFirst, ended, reply, send, standing, steer, texts, work } from './play';
import { setStage } from './stage';

const write = { call: 'c1', name: 'write_file', input: { path: 'a.md', content: 'Red.' } };

/** A run that asks whether it may write, while the user plans. */
async function asking() {
  const stage = await setStage(callsFirst(write));
  const sent = await send(stage);
  await stage.lead();
  const request = await asked(stage, sent);
  const plan = async (title: string) => {
    const step = await planVerbs(stage.engine).addPlanStep(work, sent.task, { title });
    stage.engine.bell.ring();
    return step;
  };
  return { stage, sent, request, plan };
}

describe('a plan that the user edits while a run works', () => {
  it('leaves what waits for an answer as it is, and is told before the next call of the model', async () => {
    const { stage, sent, request, plan } = await asking();
    await plan('Let it dry');
    await plan('Paint it twice');
    await reply(stage, { request: request.id, answer: 'approved' });
    const run = await ended(stage, sent);
    expect((await readFileAt(stage.workspace, 'a.md'))?.text).toBe('Red.');
    expect(await stage.workspace.db.request.toArray()).toMatchObject([{ id: request.id, status: 'used' }]);
    const said = (await texts(stage, run)).map(({ role }) => role);
    expect(said).toEqual(['user', 'agent', 'tool', 'user', 'agent']);
    expect(stage.asked.at(-1)?.match(/Paint it twice/g)).toHaveLength(1);
  });

  it('is written with the news of it in one transaction, or not at all', async () => {
    const { stage, sent, plan } = await asking();
    const { message } = stage.workspace.db;
    const titles = async () => (await planSteps(stage.workspace, sent.task)).map(({ body }) => body.title);
    const fail = () => {
      throw new Error('no room');
    };
    message.hook('creating', fail);
    await expect(plan('Let it dry')).rejects.toThrow('no room');
    message.hook('creating').unsubscribe(fail);
    expect(await titles()).toEqual([]);

    const step = await plan('Let it dry');
    const edit = (title: string) => planVerbs(stage.engine).editPlanStep(work, step, { title });
    message.hook('updating', fail);
    await expect(edit('Let it dry well')).rejects.toThrow('no room');
    message.hook('updating').unsubscribe(fail);
    expect(await titles()).toEqual(['Let it dry']);
    await edit('Let it dry well');
    expect(await titles()).toEqual(['Let it dry well']);
  });

  it('is told as it has become, also where several tabs edit it at the same time', async () => {
    const { stage, sent, request, plan } = await asking();
    const step = await plan('Let it dry');
    const { editPlanStep } = planVerbs(stage.engine);
    await Promise.all([
      plan('Paint it twice'),
      editPlanStep(work, step, { title: 'Let it dry well' }),
      editPlanStep(work, step, { test: 'no fingerprint stays' }),
      plan('Put the ladder away'),
    ]);
    await reply(stage, { request: request.id, answer: 'approved' });
    await ended(stage, sent);
    const told = stage.asked.at(-1)?.slice(stage.asked.at(-1)?.lastIndexOf('This is the plan now'));
    for (const words of ['Paint it twice', 'Put the ladder away', 'Let it dry well (done when: no fingerprint stays)'])
      expect(told?.split(words)).toHaveLength(2);
  });

  it('is told with what the user writes, which calls off what was asked for', async () => {
    const { stage, sent, plan } = await asking();
    await plan('Let it dry');
    await steer(stage, sent, 'Leave the fence alone.');
    await ended(stage, sent);
    expect(await readFileAt(stage.workspace, 'a.md')).toBeUndefined();
    for (const words of [/Let it dry/g, /Leave the fence alone/g])
      expect(stage.asked.at(-1)?.match(words)).toHaveLength(1);
  });

  it('is told with the first call, where the task was held to be planned before anything is done', async () => {
    const stage = await setStage(callsFirst());
    const { workspace, agent, connection } = stage;
    const sent = await sendMessage(workspace, {
      agent,
      simulated: false,
      parts: [{ kind: 'text', text: 'Find the year.' }],
      title: 'Find the year',
      agentModel: { connection, model: 'model-a' },
      held: true,
    });
    await stage.lead();
    expect((await standing(stage, sent, 'waiting')).status).toEqual({ is: 'waiting', for: 'paused' });
    const step = { title: 'Look in the archive', owner: agent, test: 'it says when', estimate: 200_000_000 };
    await planVerbs(stage.engine).addPlanStep(work, sent.task, step);
    stage.engine.bell.ring();
    await new Promise(next => setTimeout(next, 50));
    expect(stage.asked).toEqual([]);
    await runVerbs(stage.engine).resume(work, sent.run);
    stage.engine.bell.ring();
    await ended(stage, sent);
    expect(stage.asked[0]).toMatch(/Look in the archive \(owner: \w+; done when: it says when; estimate: \$0\.2\)/);
  });
});
