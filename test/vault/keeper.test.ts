import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import type { Id } from '../../src/domain/id';
import type { SendRequest } from '../../src/domain/ports';
import {
  Clock,
  codeOf,
  keyFor,
  listen,
  newScope,
  passphrase,
  stageSender,
  stageVault,
  textOf,
  type StagedSender,
} from './stage';

const never = new AbortController().signal;
const act = 'act-1' as Id<'act'>;
const run = 'run-1' as Id<'run'>;
const work = { purpose: 'answer', run, act, attempt: 1 } as const;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach(close => close()));

async function stage(): Promise<StagedSender> {
  const staged = await stageSender();
  closers.push(staged.close);
  return staged;
}

describe('locks and halt', () => {
  test('behind a locked screen only runs go on, and the door has but a few verbs', async () => {
    const { door, engine, request, server, status } = await stage();
    await door.create({ passphrase, recovery: false });
    await door.lock('screen');
    await expect.poll(status).toMatchObject({ state: 'open', screenLocked: true });
    await textOf(await engine.send(request(work), never));
    expect(await codeOf(engine.send(request(), never))).toBe('screen-locked');
    expect(await codeOf(engine.send(request({ purpose: 'check', run }), never))).toBe('screen-locked');
    const refused = [
      door.list(),
      door.add(keyFor(server.origin)),
      door.receipts({ limit: 1 }),
      door.receiptOrigins(),
      door.resume(),
      door.changePassphrase({ old: passphrase, next: passphrase }),
      door.addRecovery(passphrase),
      door.setLocks({ screenIdleMs: 60_000, keyMaxMs: 60_000, stopWhenIdle: false }),
    ];
    expect(new Set(await Promise.all(refused.map(codeOf)))).toEqual(new Set(['screen-locked']));
    expect(await codeOf(door.unlock('not the passphrase'))).toBe('wrong-passphrase');
    await expect.poll(status).toMatchObject({ screenLocked: true });
  });

  test('who forgot the passphrase can erase the keys behind a locked screen, and is let in without them', async () => {
    const { door, status, store } = await stage();
    await door.create({ passphrase, recovery: false });
    await door.lock('screen');
    await door.erase('keys');
    await expect.poll(status).toMatchObject({ state: 'absent', screenLocked: false });
    expect(await store.count('keys')).toBe(0);
  });

  test('erasing the keys leaves all paused, and the limits of the locks; erasing everything leaves nothing', async () => {
    const { door, status, store } = await stage();
    await door.create({ passphrase, recovery: false });
    await door.setLocks({ screenIdleMs: 300_000 });
    await door.halt();
    await door.erase('keys');
    await expect.poll(status).toMatchObject({
      state: 'absent',
      halted: true,
      limits: { screenIdleMs: 300_000, stopWhenIdle: false },
    });
    await door.erase('everything');
    await expect.poll(status).toMatchObject({ halted: false, limits: { screenIdleMs: 900_000 } });
    expect(await store.count('device')).toBe(0);
  });

  test('a screen lock survives the worker, and the passphrase lifts it in every tab', async () => {
    const scope = newScope();
    const clock = new Clock();
    const tabs = [await stageVault(scope, clock), await stageVault(scope, clock)] as const;
    closers.push(() => tabs.forEach(tab => tab.close()));
    await tabs[0].door.create({ passphrase, recovery: false });
    await expect.poll(tabs[1].status).toMatchObject({ state: 'locked' });
    await tabs[1].door.lock('screen');
    await expect.poll(tabs[0].status).toMatchObject({ state: 'open', screenLocked: true });
    const third = await stageVault(scope, clock);
    closers.push(() => third.close());
    await expect.poll(third.status).toMatchObject({ state: 'locked', screenLocked: true });
    await tabs[0].door.unlock(passphrase);
    for (const tab of [tabs[1], third])
      await expect.poll(tab.status).toMatchObject({ state: 'locked', screenLocked: false });
  });

  test('the key lock drops the keys in every tab, and lets calls in flight end', async () => {
    const scope = newScope();
    const clock = new Clock();
    let finish = () => {};
    const server = await listen((_, response) => {
      response.write('begin ');
      finish = () => response.end('end');
    });
    const tabs = [await stageVault(scope, clock), await stageVault(scope, clock)] as const;
    closers.push(() => [...tabs, server].forEach(each => each.close()));
    await tabs[0].door.create({ passphrase, recovery: false });
    const { id: key } = await tabs[0].door.add(keyFor(server.origin));
    await tabs[1].door.unlock(passphrase);
    const request: SendRequest = {
      key,
      connection: 'c',
      method: 'GET',
      url: `${server.origin}/v1/x`,
      headers: {},
      ...work,
    };
    const reply = await tabs[1].engine.send(request, never);
    await tabs[0].door.lock('keys');
    for (const tab of tabs) {
      await expect.poll(tab.status).toMatchObject({ state: 'locked' });
      expect(await codeOf(tab.engine.send(request, never))).toBe('vault-locked');
      expect(await tab.engine.sent(act, 1)).toMatchObject({ state: 'opened' });
    }
    finish();
    expect(await textOf(reply)).toBe('begin end');
  });

  test('halt aborts what is in flight in every tab, refuses the rest, and holds until resumed', async () => {
    const scope = newScope();
    const clock = new Clock();
    const server = await listen((_, response) => response.write('begin'));
    const tabs = [await stageVault(scope, clock), await stageVault(scope, clock)] as const;
    closers.push(() => [...tabs, server].forEach(each => each.close()));
    await tabs[0].door.create({ passphrase, recovery: false });
    const { id: key } = await tabs[0].door.add(keyFor(server.origin));
    await tabs[1].door.unlock(passphrase);
    const request: SendRequest = {
      key,
      connection: 'c',
      method: 'GET',
      url: `${server.origin}/v1/x`,
      headers: {},
      ...work,
    };
    const readings = [];
    for (const tab of tabs) readings.push(codeOf(textOf(await tab.engine.send(request, never))));
    await tabs[0].door.halt();
    expect(await Promise.all(readings)).toEqual(['halted', 'halted']);
    for (const tab of tabs) expect(await codeOf(tab.engine.send(request, never))).toBe('halted');
    const later = await stageVault(scope, clock);
    closers.push(() => later.close());
    await expect.poll(later.status).toMatchObject({ halted: true });
    await tabs[1].door.resume();
    await expect.poll(tabs[0].status).toMatchObject({ halted: false });
    expect((await tabs[0].engine.send(request, never)).status).toBe(200);
  });

  test('while all is halted, a reply that goes on at its provider can still be stopped, and nothing else', async () => {
    const scope = newScope();
    const clock = new Clock();
    const server = await listen((_, response) => response.end('{}'));
    const vault = await stageVault(scope, clock);
    closers.push(() => [vault, server].forEach(each => each.close()));
    await vault.door.create({ passphrase, recovery: false });
    const { id: key } = await vault.door.add(keyFor(server.origin));
    await vault.door.halt();
    const ask = (path: string, over: Partial<SendRequest> = {}) =>
      vault.engine.send(
        { key, connection: 'c', method: 'POST', url: server.origin + path, headers: {}, ...work, ...over },
        never,
      );
    expect((await ask('/v1/responses/resp_1/cancel')).status).toBe(200);
    const refused = [
      ask('/v1/responses/resp_1/cancel', { body: '{"max_output_tokens":16}' }),
      ask('/v1/responses/resp_1/cancel', { method: 'GET' }),
      ask('/v1/responses/resp_1/cancel?then=more'),
      ask('/v1/responses/resp_1/cancel/more'),
      ask('/v1/responses', { body: '{"max_output_tokens":16}' }),
    ];
    expect(await Promise.all(refused.map(codeOf))).toEqual(refused.map(() => 'halted'));
    expect(await codeOf(ask('/elsewhere/responses/resp_1/cancel'))).toBe('address-refused');
  });

  test('the idle lock, pushed out by the user in any tab, locks the screen of all', async () => {
    const scope = newScope();
    const clock = new Clock();
    const tabs = [await stageVault(scope, clock), await stageVault(scope, clock)] as const;
    closers.push(() => tabs.forEach(tab => tab.close()));
    await tabs[0].door.create({ passphrase, recovery: false });
    await tabs[0].door.setLocks({ screenIdleMs: 60_000, keyMaxMs: 3_600_000, stopWhenIdle: false });
    await expect.poll(async () => (await tabs[1].store.get('device', 'device'))?.screenIdleMs).toBe(60_000);
    await expect.poll(tabs[1].status).toMatchObject({ state: 'locked' });
    const pass = (seconds: number) => {
      clock.at += seconds * 1_000;
      tabs.forEach(tab => tab.keeper.tick());
    };
    await wait(20);
    pass(50);
    tabs[1].door.touch();
    await wait(20);
    pass(50);
    await wait(20);
    expect(tabs.map(tab => tab.status().screenLocked)).toEqual([false, false]);
    pass(10);
    for (const tab of tabs) await expect.poll(tab.status).toMatchObject({ screenLocked: true });
    expect(tabs[0].status().state).toBe('open');
  });

  test('a screen unlocked in one tab stays so although another tab lay idle', async () => {
    const clock = new Clock();
    const scope = newScope();
    const one = await stageVault(scope, clock);
    const two = await stageVault(scope, clock);
    closers.push(one.close, two.close);
    const tick = () => {
      clock.at += 5_000;
      one.keeper.tick();
      two.keeper.tick();
    };
    await one.door.create({ passphrase, recovery: false });
    await expect.poll(two.status).toMatchObject({ state: 'locked' });
    for (let seconds = 0; seconds <= 16 * 60; seconds += 5) tick();
    await expect.poll(two.status).toMatchObject({ screenLocked: true });
    await one.door.unlock(passphrase);
    await expect.poll(two.status).toMatchObject({ screenLocked: false });
    tick();
    await wait(100);
    expect(one.status()).toMatchObject({ screenLocked: false });
  });

  test('the greatest age of open keys locks them', async () => {
    const { door, status, clock, keeper } = await stage();
    await door.create({ passphrase, recovery: false });
    clock.at += 12 * 3_600_000;
    keeper.tick();
    await expect.poll(status).toMatchObject({ state: 'locked', screenLocked: true });
  });

  test('the greatest age that the user chose in one tab holds in every tab, for keys that are open already', async () => {
    const scope = newScope();
    const clock = new Clock();
    const tabs = [await stageVault(scope, clock), await stageVault(scope, clock)] as const;
    closers.push(() => tabs.forEach(tab => tab.close()));
    const [one, two] = tabs;
    const hour = 3_600_000;
    const pass = (hours: number) => {
      // In steps that are not taken for sleep.
      for (let left = hours * hour; left > 0; left -= 50_000) {
        clock.at += Math.min(left, 50_000);
        tabs.forEach(({ keeper }) => keeper.tick());
      }
    };
    await one.door.create({ passphrase, recovery: false });
    await expect.poll(two.status).toMatchObject({ state: 'locked', limits: { keyMaxMs: 12 * hour } });
    await two.door.unlock(passphrase);
    await one.door.setLocks({ screenIdleMs: 24 * hour, keyMaxMs: 30 * 24 * hour });
    for (const { status } of tabs) await expect.poll(status).toMatchObject({ limits: { keyMaxMs: 7 * 24 * hour } });
    pass(13);
    expect(tabs.map(({ status }) => status().state)).toEqual(['open', 'open']);
    await one.door.setLocks({ keyMaxMs: 4 * hour });
    await expect.poll(two.status).toMatchObject({ limits: { keyMaxMs: 4 * hour } });
    tabs.forEach(({ keeper }) => keeper.tick());
    for (const { status } of tabs) await expect.poll(status).toMatchObject({ state: 'locked', screenLocked: false });
    await one.door.setLocks({ keyMaxMs: 0 });
    await expect.poll(one.status).toMatchObject({ limits: { keyMaxMs: 60_000 } });
  });
});
