import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Id } from '../../src/domain/id';
import type { PayloadHash } from '../../src/domain/row';
import { writeIntent } from '../../src/storage/acts';
import { saveFile } from '../../src/storage/artifacts';
import { commit } from '../../src/storage/commit';
import { patchConversation } from '../../src/storage/conversations';
import { takeLead } from '../../src/storage/lease';
import { readMessage } from '../../src/storage/messages';
import type { Workspace } from '../../src/storage/open';
import { addPayloads, preparePayload } from '../../src/storage/payloads';
import { findReferences } from '../../src/storage/references';
import { retention } from '../../src/storage/retention';
import { stage } from '../../src/storage/staging';
import { sweep } from '../../src/storage/sweep';
import { freshId } from '../../src/storage/write';
import { answer, freshWorkspace, handClock, hire, intent, lead, say, textParts } from './workspace-fixture';

const hour = 60 * 60 * 1000;
const idle = new AbortController().signal;

async function atHand(seed: number) {
  const clock = handClock();
  const ws = await freshWorkspace({ now: clock.now, seed });
  return { ws, turn: clock.turn, agent: await hire(ws) };
}

/** A payload that nothing names. */
async function orphan(ws: Workspace, value: unknown): Promise<PayloadHash> {
  const payload = await preparePayload(ws, value);
  await commit(ws, ['payload'], () => addPayloads(ws, [payload]));
  return payload.id;
}

/** Two sweeps, the second once the grace is over. */
async function sweepTwice(ws: Workspace, turn: (milliseconds: number) => void, keep = retention) {
  const epoch = await takeLead(ws);
  await sweep(ws, { epoch, abort: idle, keep });
  turn(25 * hour);
  return sweep(ws, { epoch, abort: idle, keep });
}

/** A run with a chain of manifests, each naming a text of its own; ended or not. */
async function runWithManifests(ws: Workspace, agent: Id<'agent'>, texts: readonly string[], ends: boolean) {
  const sent = await say(ws, agent, `ask ${texts.join()}`);
  const epoch = await lead(ws, sent.run);
  const named: PayloadHash[] = [];
  let previous: PayloadHash | undefined;
  for (const text of texts) {
    const only = await orphan(ws, { only: text });
    const manifest = { messages: [only], ...(previous ? { previous } : {}), body: text };
    await writeIntent(ws, epoch, sent.run, intent(freshId<'act'>(ws)), { manifest });
    previous = (await preparePayload(ws, manifest)).id;
    named.push(only, previous);
  }
  if (ends) await answer(ws, epoch, sent.run, `answer ${texts.join()}`);
  return { ...sent, named };
}

const present = async (ws: Workspace, hashes: readonly PayloadHash[]) =>
  (await ws.db.payload.bulkGet([...hashes])).filter(row => row !== undefined).length;

test('what nothing names goes at the second sweep, a day after the first', async () => {
  const { ws, turn } = await atHand(1);
  const hash = await orphan(ws, { text: 'nobody’s' });
  const epoch = await takeLead(ws);
  expect(await sweep(ws, { epoch, abort: idle })).toMatchObject({ payloads: 0 });
  turn(23 * hour);
  expect(await sweep(ws, { epoch, abort: idle })).toMatchObject({ payloads: 0 });
  turn(hour);
  expect(await sweep(ws, { epoch, abort: idle })).toMatchObject({ payloads: 1 });
  expect(await ws.db.payload.get(hash)).toBeUndefined();
});

test('nothing goes while an import waits: its rows may name it', async () => {
  const { ws, turn } = await atHand(7);
  const hash = await orphan(ws, { text: 'nobody’s' });
  await stage(ws, 'import', [{ table: 'setting', key: 'k', row: {}, follows: false }]);
  expect(await sweepTwice(ws, turn)).toMatchObject({ payloads: 0 });
  expect(await present(ws, [hash])).toBe(1);
});

test('nothing that is named is ever swept, and nothing else is left', async () => {
  let seed = 100;
  const texts = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(texts, texts, texts, fc.boolean(), async (nobodys, files, calls, ends) => {
      const { ws, turn, agent } = await atHand(seed++);
      const { message, named } = await runWithManifests(ws, agent, calls, ends);
      for (const [index, text] of files.entries()) await saveFile(ws, `${index % 2}.md`, text);
      const lost = await Promise.all(nobodys.map(text => orphan(ws, { nobodys: text })));
      const before = await ws.db.payload.count();
      expect(await sweepTwice(ws, turn)).toMatchObject({ payloads: lost.length });
      expect(await ws.db.payload.count()).toBe(before - lost.length);
      expect(await present(ws, named)).toBe(new Set(named).size);
      expect(await present(ws, lost)).toBe(0);
      expect((await readMessage(ws, message)).body.parts).toHaveLength(1);
      const revisions = await ws.db.revision.toArray();
      expect(
        await present(
          ws,
          revisions.map(row => row.payload),
        ),
      ).toBe(revisions.length);
    }),
    { numRuns: 25 },
  );
});

/** A signal that is never aborted; calls `then` when it is asked for the `at`-th time. */
function askedOften(at: number, then: () => void): AbortSignal {
  const { signal } = new AbortController();
  let asked = 0;
  signal.throwIfAborted = () => {
    if (++asked === at) then();
  };
  return signal;
}

test('a text that is sent while its unused copy is swept is not lost, whenever that is', async () => {
  const { ws, turn, agent } = await atHand(2);
  const epoch = await takeLead(ws);
  for (let at = 1; at <= 45; at += 2) {
    const text = `again ${at}`;
    await orphan(ws, { parts: textParts(text) });
    await sweep(ws, { epoch, abort: idle });
    turn(25 * hour);
    let sending: ReturnType<typeof say> | undefined;
    const meanwhile = askedOften(at, () => {
      sending = say(ws, agent, text);
    });
    await sweep(ws, { epoch, abort: meanwhile });
    const { message } = await (sending ?? say(ws, agent, text));
    expect((await readMessage(ws, message)).body.parts).toEqual(textParts(text));
  }
});

test('of a run that ended 90 days ago only the transcript is kept', async () => {
  const { ws, turn, agent } = await atHand(3);
  const { message, named } = await runWithManifests(ws, agent, ['a', 'b'], true);
  const open = await runWithManifests(ws, agent, ['c'], false);
  turn(91 * 24 * hour);
  await sweepTwice(ws, turn);
  expect(await present(ws, named)).toBe(0);
  expect(await present(ws, open.named)).toBe(2);
  expect((await readMessage(ws, message)).body.parts).toHaveLength(1);
  expect(await ws.db.event.count()).toBeGreaterThan(0);
});

test('a clock that is put back keeps nothing for ever', async () => {
  const { ws, turn } = await atHand(8);
  const hash = await orphan(ws, { text: 'nobody’s' });
  const epoch = await takeLead(ws);
  await sweep(ws, { epoch, abort: idle });
  turn(-48 * hour);
  await sweep(ws, { epoch, abort: idle });
  turn(25 * hour);
  expect(await sweep(ws, { epoch, abort: idle })).toMatchObject({ payloads: 1 });
  expect(await present(ws, [hash])).toBe(0);
});

test('what two runs share takes its room once, and what just fits stays', async () => {
  const { ws, turn, agent } = await atHand(9);
  const old = await runWithManifests(ws, agent, ['shared', 'its own'], true);
  turn(hour);
  await runWithManifests(ws, agent, ['shared'], true);
  const { replay } = await findReferences(ws, idle);
  const all = new Set([...replay.values()].flatMap(hashes => [...hashes]));
  const bytes = (await ws.db.payload.bulkGet([...all])).reduce((sum, row) => sum + (row?.size ?? 0), 0);
  await sweepTwice(ws, turn, { ...retention, bytes });
  expect(await present(ws, old.named)).toBe(4);
  await sweepTwice(ws, turn, { ...retention, bytes: bytes - 1 });
  expect(await present(ws, old.named)).toBe(2);
});

test('a conversation that was deleted keeps no runs for having been pinned', async () => {
  const { ws, turn, agent } = await atHand(10);
  const { conversation, named } = await runWithManifests(ws, agent, ['a'], true);
  await patchConversation(ws, conversation, { pinned: true });
  await patchConversation(ws, conversation, { gone: true });
  turn(91 * 24 * hour);
  await sweepTwice(ws, turn);
  expect(await present(ws, named)).toBe(0);
});

test('runs of a pinned conversation are kept whole', async () => {
  const { ws, turn, agent } = await atHand(4);
  const { conversation, named } = await runWithManifests(ws, agent, ['a'], true);
  await patchConversation(ws, conversation, { pinned: true });
  turn(91 * 24 * hour);
  await sweepTwice(ws, turn);
  expect(await present(ws, named)).toBe(2);
});

test('the oldest runs go first when all together take too much room', async () => {
  const { ws, turn, agent } = await atHand(5);
  const old = await runWithManifests(ws, agent, ['x'.repeat(500)], true);
  turn(hour);
  const young = await runWithManifests(ws, agent, ['y'.repeat(500)], true);
  await sweepTwice(ws, turn, { ...retention, bytes: 1_000 });
  expect(await present(ws, old.named)).toBe(0);
  expect(await present(ws, young.named)).toBe(2);
});

test('who loses the lead while it sweeps deletes nothing more, whenever that is', async () => {
  const { ws, turn } = await atHand(11);
  const hash = await orphan(ws, { text: 'nobody’s' });
  await sweep(ws, { epoch: await takeLead(ws), abort: idle });
  turn(25 * hour);
  for (let at = 1, isAsked = true; isAsked; at++) {
    let taking: Promise<number> | undefined;
    const abort = askedOften(at, () => {
      taking = takeLead(ws);
    });
    const swept = sweep(ws, { epoch: await takeLead(ws), abort }).catch((error: unknown) => error);
    const end = await swept;
    isAsked = taking !== undefined;
    expect(end).toMatchObject(isAsked ? { code: 'stale-epoch' } : { payloads: 1 });
    expect(await present(ws, [hash])).toBe(isAsked ? 1 : 0);
  }
});

test('who does not lead sweeps nothing, nor does who is told to stop', async () => {
  const { ws, turn } = await atHand(6);
  const hash = await orphan(ws, { text: 'nobody’s' });
  const epoch = await takeLead(ws);
  await sweep(ws, { epoch, abort: idle });
  turn(25 * hour);
  await takeLead(ws);
  await expect(sweep(ws, { epoch, abort: idle })).rejects.toMatchObject({ code: 'stale-epoch' });
  await expect(sweep(ws, { epoch: epoch + 1, abort: AbortSignal.abort() })).rejects.toMatchObject({
    name: 'AbortError',
  });
  expect(await ws.db.payload.get(hash)).toBeDefined();
});
