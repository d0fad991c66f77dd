import { describe, expect, it } from 'vitest';
import { runVerbs } from '../../src/engine/verbs/run-verbs';
import { appendEvents, readRun } from '../../src/storage/runs';
import type { Sent } from '../../src/storage/send';
import { answer, ended, entries, send, standing, texts, usage, work } from './play';
import { setStage, until, type Script, type Stage } from './stage';

describe('after a leader is lost', () => {
  /** Loses the lead while the provider is being asked, as a killed tab does. */
  async function lose(stage: Stage, sent: Sent, when: () => boolean): Promise<void> {
    const first = await stage.lead();
    await until(
      async () => when(),
      async () => stage.receipts,
    );
    first.stop();
    void sent;
  }
  /** Loses it in the middle of an answer, once part of that is kept; `before` that the user still does something. */
  async function breakOff(stage: Stage, before: (sent: Sent) => Promise<unknown> = async () => {}): Promise<Sent> {
    const sent = await send(stage);
    const first = await stage.lead();
    await until(
      async () => (await stage.workspace.db.draft.count()) === 1,
      async () => 'no checkpoint',
    );
    await before(sent);
    first.stop();
    return sent;
  }
  const hang: Script = async function* ({ send: go, number, abort, ...rest }) {
    if (number > 1) return yield* answer({ send: go, number, abort, ...rest });
    await new Promise(() => {});
  };
  /** The first answer has no end. */
  const endless: Script = async function* (call) {
    if (call.number > 1) return yield* answer(call);
    await call.send();
    for (;;) {
      yield { kind: 'text-delta', text: 'Forty' };
      await new Promise(resolve => setTimeout(resolve, 5));
    }
  };

  it('an attempt that never left is made again, and only that is booked', async () => {
    const stage = await setStage(hang);
    const sent = await send(stage);
    await lose(stage, sent, () => stage.asked.length === 1);
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.phase).toBe('succeeded');
    expect(await entries(stage)).toMatchObject([{ attempt: 2, basis: 'priced' }]);
  });

  it('an attempt that left without an answer is booked as estimated, and another is made', async () => {
    const stage = await setStage(async function* (call) {
      if (call.number > 1) return yield* answer(call);
      await call.send();
      await new Promise(() => {});
    });
    const sent = await send(stage);
    await lose(stage, sent, () => stage.receipts.length === 1);
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.phase).toBe('succeeded');
    const booked = (await entries(stage)).sort((a, b) => a.attempt - b.attempt);
    expect(booked).toMatchObject([
      { attempt: 1, basis: 'estimated' },
      { attempt: 2, basis: 'priced' },
    ]);
    expect(run.cost).toBe(booked.reduce((sum, { cost }) => sum + (cost ?? 0), 0));
  });

  it('what had arrived is kept and the run says that it was interrupted', async () => {
    const stage = await setStage(endless);
    const sent = await breakOff(stage);
    await stage.lead();
    const run = await ended(stage, sent);
    expect(run.status).toMatchObject({ is: 'failed', error: { code: 'interrupted' } });
    expect((await texts(stage, run)).at(-1)?.parts[0]).toMatchObject({
      kind: 'text',
      text: expect.stringContaining('Forty'),
    });
    expect(await entries(stage)).toHaveLength(1);
  });

  it('one that was asked to pause waits where it broke off, with what had arrived, and goes on from there', async () => {
    const stage = await setStage(endless);
    const sent = await breakOff(stage, ({ run }) => runVerbs(stage.engine).pause(work, run));
    await stage.lead();
    const held = await standing(stage, sent, 'waiting');
    expect(held.status).toEqual({ is: 'waiting', for: 'paused' });
    expect((await texts(stage, held)).at(-1)?.parts[0]).toMatchObject({ text: expect.stringContaining('Forty') });
    expect(await entries(stage)).toMatchObject([{ attempt: 1, basis: 'estimated', message: held.tip }]);
    expect(stage.asked).toHaveLength(1);

    await runVerbs(stage.engine).resume(work, sent.run);
    stage.engine.bell.ring();
    const run = await ended(stage, sent);
    expect(run.phase).toBe('succeeded');
    expect((await texts(stage, run)).map(({ role }) => role)).toEqual(['user', 'agent', 'agent']);
    expect(stage.asked[1]).toContain('Go on exactly where your last message stops.');
    expect(run.cost).toBe((await entries(stage)).reduce((sum, { cost }) => sum + (cost ?? 0), 0));
  });

  it('one that is paused while its broken answer is looked at waits, too; one that is stopped then is stopped', async () => {
    for (const [kind, phase] of [
      ['pause-requested', 'waiting'],
      ['cancel-requested', 'cancelled'],
    ] as const) {
      const stage = await setStage(endless);
      const sent = await breakOff(stage);
      // The run's row is read by now, what became of its call is not written yet.
      const { vault } = stage.engine;
      const look = vault.sent.bind(vault);
      vault.sent = async (act, attempt) => {
        vault.sent = look;
        await appendEvents(stage.workspace, 0, sent.run, [{ kind }]);
        return look(act, attempt);
      };
      await stage.lead();
      const run = await standing(stage, sent, phase);
      expect((await texts(stage, run)).at(-1)?.parts[0]).toMatchObject({ text: expect.stringContaining('Forty') });
      expect(await entries(stage)).toMatchObject([{ attempt: 1, basis: 'estimated', message: run.tip }]);
      expect(stage.asked).toHaveLength(1);
    }
  });

  it('a leader that gives way in the middle stops nothing: the run is interrupted, never cancelled', async () => {
    const stage = await setStage(async function* ({ send: go, abort }) {
      await go();
      while (!abort.aborted) {
        await new Promise(resolve => setTimeout(resolve, 5));
        yield { kind: 'text-delta', text: 'on and ' };
      }
    });
    const sent = await breakOff(stage);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect((await readRun(stage.workspace, sent.run)).row.phase).toBe('running');
    await stage.lead();
    expect((await ended(stage, sent)).status).toMatchObject({ is: 'failed', error: { code: 'interrupted' } });
    expect(await entries(stage)).toHaveLength(1);
  });

  it('what a call cost is kept although its engine has lost the lead: as a surer figure than the estimate', async () => {
    let finish = () => {};
    const stage = await setStage(async function* (call) {
      await call.send();
      if (call.number === 1) await new Promise<void>(resolve => (finish = resolve));
      yield { kind: 'text-delta', text: 'Forty-two.' };
      yield usage;
      yield { kind: 'end', stop: 'end' };
    });
    const sent = await send(stage);
    await stage.lead();
    await until(
      async () => stage.receipts.length === 1,
      async () => stage.receipts,
    );
    await stage.lead();
    await ended(stage, sent);
    finish();
    const corrected = async () => (await entries(stage)).filter(({ kind }) => kind === 'correction');
    await until(async () => (await corrected()).length === 1, corrected);
    expect(await corrected()).toMatchObject([{ attempt: 1, basis: 'priced', cost: 4_500_000 }]);
  });

  it('nothing that the lost leader still writes is accepted', async () => {
    const stage = await setStage(answer);
    const sent = await send(stage);
    const lost = await stage.lead();
    await ended(stage, sent);
    await stage.lead();
    await expect(appendEvents(stage.workspace, lost.epoch, sent.run, [{ kind: 'run-woken' }])).rejects.toMatchObject({
      code: 'stale-epoch',
    });
  });
});
