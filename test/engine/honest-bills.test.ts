import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/error';
import type { StreamEvent } from '../../src/domain/stream';
import { patchAgent } from '../../src/storage/agents';
import { setBudget } from '../../src/storage/budgets';
import { patchConnection } from '../../src/storage/connections';
import { appendEvents, readRun } from '../../src/storage/runs';
import { aborted, answer, ended, entries, send, standing } from './play';
import { setStage, until, type Script, type Stage } from './stage';

/** Leaves, thinks in silence, and fails so; the next attempt is answered. */
const failsSilently = (code: 'vault-locked' | 'vault-silent', onSent: () => void): Script =>
  async function* (turn) {
    if (turn.number > 1) return yield* answer(turn);
    await turn.send();
    onSent();
    yield { kind: 'failure', error: { code, retryable: true, parameters: {} } };
  };

/** Leaves and hangs until its leader is gone; the next attempt is answered. */
const hangs = (...before: StreamEvent[]): Script =>
  async function* (turn) {
    if (turn.number > 1) return yield* answer(turn);
    await turn.send();
    yield* before;
    await aborted(turn.abort);
  };

const attempts = async (stage: Stage) =>
  (await entries(stage)).map(({ attempt, basis }) => [attempt, basis]).sort((a, b) => Number(a[0]) - Number(b[0]));

/** A run whose first attempt has left, and whose leader is gone. */
async function left(
  script: Script,
  ready: (stage: Stage) => Promise<boolean>,
  prepare?: (stage: Stage) => Promise<void>,
) {
  const stage = await setStage(script, { provider: { resume: () => hang() } });
  await prepare?.(stage);
  const sent = await send(stage);
  const lead = await stage.lead();
  await until(
    () => ready(stage),
    () => Promise.resolve(stage.receipts),
  );
  lead.stop();
  return { stage, sent };
}

async function* hang(): AsyncGenerator<StreamEvent> {}

const hasLeft = (stage: Stage) => Promise.resolve(stage.receipts.length === 1);

describe('a call that left', () => {
  it('is booked when the keys are locked before its first word, and made again', async () => {
    let lock = () => {};
    const stage = await setStage(failsSilently('vault-locked', () => lock()));
    lock = () => stage.keys.set('locked');
    const sent = await send(stage);
    await stage.lead();
    await standing(stage, sent, 'waiting');
    expect(await attempts(stage)).toEqual([[1, 'estimated']]);
    stage.keys.set('open');
    expect((await ended(stage, sent)).phase).toBe('succeeded');
    expect(await attempts(stage)).toEqual([
      [1, 'estimated'],
      [2, 'priced'],
    ]);
  });

  it.each([
    ['is booked', true, 2],
    ['is not booked where it never left', false, 1],
  ])(
    '%s once a vault that fell silent speaks again; its money stays set aside until then',
    async (_, leaves, booked) => {
      let fallSilent = () => {};
      const stage = await setStage(failsSilently('vault-silent', () => fallSilent()));
      await setBudget(stage.workspace, {
        scope: 'workspace',
        window: 'day',
        limit: 1e9,
        warnAt: 80,
        consequence: 'ask',
      });
      const { vault } = stage.engine;
      const says = vault.sent.bind(vault);
      fallSilent = () => {
        if (!leaves) stage.receipts.pop();
        vault.sent = () => Promise.reject(new AppError('vault-silent', { retryable: true }));
        stage.keys.set('locked');
      };
      const sent = await send(stage);
      await stage.lead();
      const run = await standing(stage, sent, 'waiting');
      expect(run.status).toMatchObject({ for: 'key-locked' });
      expect(await entries(stage)).toEqual([]);
      expect(await stage.workspace.db.reservation.count()).toBe(1);
      vault.sent = says;
      stage.keys.set('open');
      expect((await ended(stage, sent)).phase).toBe('succeeded');
      expect(await entries(stage)).toHaveLength(booked);
      expect(await stage.workspace.db.reservation.count()).toBe(0);
    },
  );

  it('is booked where its connection was taken away before anyone could settle it', async () => {
    const { stage, sent } = await left(hangs(), hasLeft);
    await patchConnection(stage.workspace, stage.connection, { gone: true });
    await stage.lead();
    expect((await ended(stage, sent)).phase).toBe('failed');
    expect(await entries(stage)).toMatchObject([{ attempt: 1, basis: 'estimated', provider: 'anthropic' }]);
  });

  it('is not booked where it was refused outright and nobody had written that', async () => {
    const { stage, sent } = await left(hangs(), hasLeft);
    stage.receipts[0]!.status = 429;
    await stage.lead();
    expect((await ended(stage, sent)).phase).toBe('succeeded');
    expect(await attempts(stage)).toEqual([[2, 'priced']]);
  });

  it('is booked at no more than what was set aside for it, also where it was kept short and is called off later', async () => {
    const begun: StreamEvent[] = [
      { kind: 'text-delta', text: 'Forty' },
      { kind: 'position', reply: 'reply-1', after: 7 },
    ];
    const { stage, sent } = await left(
      hangs(...begun),
      async one => (await one.workspace.db.draft.toArray()).some(draft => draft.resume !== undefined),
      async one => {
        const limit = 1_000_000_000;
        await patchAgent(one.workspace, one.agent, { maxOutput: 20_000 });
        await setBudget(one.workspace, { scope: 'workspace', window: 'day', limit, warnAt: 80, consequence: 'ask' });
      },
    );
    const reserved = (await stage.workspace.db.reservation.toArray()).map(({ ceiling }) => ceiling);
    await appendEvents(stage.workspace, 0, sent.run, [{ kind: 'cancel-requested' }]);
    await stage.lead();
    expect((await ended(stage, sent)).phase).toBe('cancelled');
    const [act] = (await readRun(stage.workspace, sent.run)).state.acts.values();
    expect(reserved).toEqual([act?.ceiling]);
    expect((await entries(stage)).map(({ high }) => high)).toEqual(reserved);
  });
});
