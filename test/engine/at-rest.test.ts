import { describe, expect, it } from 'vitest';
import type { AgentRow } from '../../src/domain/agent';
import { patchAgent } from '../../src/storage/agents';
import { appendEvents } from '../../src/storage/runs';
import { answer, callsFirst, ended, entries, send, standing } from './play';
import { setStage, type Stage } from './stage';

const become = async (stage: Stage, state: AgentRow['state']) => {
  await patchAgent(stage.workspace, stage.agent, { state });
  stage.engine.bell.ring();
};
/** As long as a leader may take to look. */
const aWhile = () => new Promise(resolve => setTimeout(resolve, 100));

describe('an agent that is paused or retired', () => {
  it.each(['paused', 'retired'] as const)(
    'finishes the call it has begun and begins nothing more; back at work, it goes on where it was (%s)',
    async rest => {
      const script = callsFirst({ call: 'c1', name: 'calculate', input: { expression: '6 * 7' } });
      const stage: Stage = await setStage(async function* (turn) {
        if (turn.number === 1) await become(stage, rest);
        yield* script(turn);
      });
      const sent = await send(stage);
      await stage.lead();
      expect((await standing(stage, sent, 'waiting')).status).toEqual({ is: 'waiting', for: 'agent' });
      await stage.lead();
      await aWhile();
      expect((await standing(stage, sent, 'waiting')).status).toEqual({ is: 'waiting', for: 'agent' });
      const acts = () => stage.workspace.db.act.where('run').equals(sent.run).toArray();
      expect((await acts()).map(act => [act.kind, act.status])).toEqual([['model-call', 'succeeded']]);
      expect(await entries(stage)).toHaveLength(1);

      await become(stage, 'active');
      expect((await ended(stage, sent)).phase).toBe('succeeded');
      expect((await acts()).map(act => act.kind).sort()).toEqual(['model-call', 'model-call', 'tool-call']);
      expect(stage.asked).toHaveLength(2);
    },
  );

  it('takes a message, and answers it when back; what waits so can be stopped, or paused for itself', async () => {
    const stage = await setStage(answer);
    await become(stage, 'paused');
    const [first, second] = [await send(stage), await send(stage)];
    await stage.lead();
    await standing(stage, first, 'waiting');
    await standing(stage, second, 'waiting');
    expect(stage.asked).toEqual([]);

    await appendEvents(stage.workspace, 0, first.run, [{ kind: 'cancel-requested' }]);
    await appendEvents(stage.workspace, 0, second.run, [{ kind: 'pause-requested' }]);
    stage.engine.bell.ring();
    expect((await ended(stage, first)).phase).toBe('cancelled');
    await become(stage, 'active');
    await aWhile();
    expect((await standing(stage, second, 'waiting')).status).toEqual({ is: 'waiting', for: 'paused' });
    await appendEvents(stage.workspace, 0, second.run, [{ kind: 'resume-requested' }]);
    stage.engine.bell.ring();
    expect((await ended(stage, second)).phase).toBe('succeeded');
    expect(stage.asked).toHaveLength(1);
  });
});
