import { describe, expect, it } from 'vitest';
import { standForLead, type Election, type Lead } from '../../src/engine/leader';

let elections = 0;

/** Where the news that a lock was given back comes late, as on a busy page. */
const slowLocks: Election['locks'] = {
  async request(...asked) {
    const result = await navigator.locks.request(...asked);
    await new Promise(resolve => setTimeout(resolve, 50));
    return result;
  },
};

/** Engines that stand for the same lead, as tabs of one workspace do. */
function ballot() {
  const name = `retinue:test:${(elections += 1)}`;
  let epoch = 0;
  const leads: { engine: string; lead: Lead; isAlone: boolean }[] = [];
  const isAlone = () => leads.every(({ lead }) => lead.abort.aborted);

  function stand(engine: string, hasKeys: boolean) {
    let keys = hasKeys;
    let isAside = false;
    let changed = () => {};
    let moved = () => {};
    const told: { leads: boolean; led: boolean }[] = [];
    standForLead({
      name,
      engine,
      locks: slowLocks,
      takeLead: () => Promise.resolve((epoch += 1)),
      hasKeys: () => keys,
      watchKeys: listener => {
        changed = listener;
      },
      aside: {
        now: () => isAside,
        watch: listener => {
          moved = listener;
        },
      },
      lead: lead => leads.push({ engine, lead, isAlone: isAlone() }),
      tell: status => told.push(status),
    });
    return {
      told,
      setKeys(open: boolean) {
        keys = open;
        changed();
      },
      putAside(aside: boolean) {
        isAside = aside;
        moved();
      },
    };
  }
  return { stand, leads, current: () => leads.at(-1) };
}

describe('standing for the lead', () => {
  it('gives it to one engine, which leads although its keys are locked', async () => {
    const { stand, leads } = ballot();
    stand('a', false);
    stand('b', false);
    await expect.poll(() => leads.length).toBe(1);
    expect(leads[0]).toMatchObject({ engine: 'a', lead: { epoch: 1 } });
  });

  it('passes it on to an engine whose keys open, under a new epoch, and ends what the old one did', async () => {
    const { stand, leads, current } = ballot();
    stand('a', false);
    await expect.poll(() => leads.length).toBe(1);
    const second = stand('b', false);
    second.setKeys(true);
    await expect.poll(() => current()?.engine).toBe('b');
    expect(leads[0]?.lead.abort.aborted).toBe(true);
    expect(current()?.isAlone, 'the old one had stopped before').toBe(true);
    expect(current()?.lead.epoch).toBeGreaterThan(1);
    expect(current()?.lead.abort.aborted).toBe(false);
  });

  it('does not pass to an engine whose lock was stolen while it made its epoch', async () => {
    const name = `retinue:test:${(elections += 1)}`;
    const asked = Promise.withResolvers<void>();
    const epoch = Promise.withResolvers<number>();
    const leads: Lead[] = [];
    const told: boolean[] = [];
    standForLead({
      name,
      engine: 'a',
      locks: navigator.locks,
      takeLead: () => {
        asked.resolve();
        return epoch.promise;
      },
      hasKeys: () => true,
      watchKeys: () => {},
      aside: { now: () => false, watch: () => {} },
      lead: lead => leads.push(lead),
      tell: ({ leads: isLeading }) => told.push(isLeading),
    });
    await asked.promise;
    navigator.locks.request(name, { steal: true }, () => new Promise(() => {})).catch(() => {});
    await expect.poll(() => told).toEqual([false]);
    epoch.resolve(1);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect({ leads, told }).toEqual({ leads: [], told: [false] });
  });

  it('leaves it where it is when both have keys', async () => {
    const { stand, leads } = ballot();
    const first = stand('a', true);
    await expect.poll(() => leads.length).toBe(1);
    stand('b', true).setKeys(true);
    first.setKeys(true);
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(leads.map(({ engine }) => engine)).toEqual(['a']);
  });

  it('gives it up at once when its page is put aside, having stopped what it began, keys or no keys', async () => {
    const { stand, leads, current } = ballot();
    const first = stand('a', true);
    await expect.poll(() => leads.length).toBe(1);
    stand('b', false);
    first.putAside(true);
    expect(leads[0]?.lead.abort.aborted, 'it stops before anything else').toBe(true);
    await expect.poll(() => current()?.engine).toBe('b');
    expect(current()?.isAlone).toBe(true);
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(
      leads.map(({ engine }) => engine),
      'nobody gives way to what is put aside',
    ).toEqual(['a', 'b']);
    first.putAside(false);
    await expect.poll(() => current()?.engine, { message: 'back on show, it has the open keys' }).toBe('a');
  });

  it('does not wait for it either while its page is put aside', async () => {
    const { stand, leads, current } = ballot();
    const first = stand('a', true);
    await expect.poll(() => leads.length).toBe(1);
    const second = stand('b', true);
    second.putAside(true);
    first.putAside(true);
    await new Promise(resolve => setTimeout(resolve, 500));
    expect((await navigator.locks.query()).pending?.filter(({ name }) => name?.endsWith(`:${elections}`))).toEqual([]);
    expect(leads.map(({ engine }) => engine)).toEqual(['a']);
    second.putAside(false);
    await expect.poll(() => current()?.engine).toBe('b');
    expect(current()?.lead.abort.aborted).toBe(false);
  });

  it('takes it from a leader that holds the lock and is silent, after ten seconds', async () => {
    const { stand, leads } = ballot();
    const name = `retinue:test:${elections}`;
    const frozen = new AbortController();
    void navigator.locks
      .request(name, () => new Promise(resolve => frozen.signal.addEventListener('abort', resolve)))
      .catch(() => {});
    stand('a', true);
    await expect.poll(() => leads.length, { timeout: 15_000 }).toBe(1);
    frozen.abort();
  }, 90_000);
});
