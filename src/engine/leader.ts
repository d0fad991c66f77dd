/** The right to run what is queued. `abort` fires when it is lost. */
export interface Lead {
  epoch: number;
  abort: AbortSignal;
}

/** What engines tell each other: no secret, only whether keys are open. */
type Notice =
  | { kind: 'here'; engine: string; keys: boolean }
  | { kind: 'roll-call'; engine: string }
  | { kind: 'beat'; engine: string };

export interface Election {
  /** One lock for one workspace of one scope. */
  name: string;
  engine: string;
  locks: { request(name: string, options: LockOptions, granted: () => Promise<void>): Promise<unknown> };
  /** Makes the next epoch in the database. */
  takeLead(): Promise<number>;
  hasKeys(): boolean;
  /** Calls back when keys open or close. */
  watchKeys(changed: () => void): void;
  /** Whether this engine's page is put aside, where the browser may stop it at any moment; and each change. */
  aside: { now(): boolean; watch(changed: () => void): void };
  /** Begins to lead; what it starts must end with `lead.abort`. */
  lead(lead: Lead): void;
  /** Whether this engine leads, and whether any does, at each change. */
  tell(status: { leads: boolean; led: boolean }): void;
}

const beatEvery = 2_000;
const silentBeatsBeforeStealing = 5;
/** A tick later than this means that this engine slept: silence then proves nothing. */
const lateTick = 1_000;
/** How long engines have to answer a roll call. */
const rollCall = 150;

/**
 * Stands for the lead from now on: one engine holds the Web Lock and runs what is queued. A leader whose keys are
 * locked still leads, and gives way as soon as another engine has keys open. One whose page is put aside resigns at
 * once, and stands again when it is back. A silent leader (a frozen tab keeps its lock) is overruled after ten seconds,
 * counted only in ticks that came on time.
 */
export function standForLead(election: Election): void {
  const { name, engine } = election;
  const channel = new BroadcastChannel(name);
  const withKeys = new Set<string>();
  let silent = 0;

  const say = (notice: Notice) => channel.postMessage(notice);
  const here = () => say({ kind: 'here', engine, keys: election.hasKeys() && !election.aside.now() });
  const page = watchPage(election.aside, here);
  const lock = leadLock(election, lead => {
    silent = 0;
    withKeys.clear();
    election.tell({ leads: true, led: true });
    say({ kind: 'beat', engine });
    election.lead(lead);
    say({ kind: 'roll-call', engine });
  });
  const yieldIfBetter = () => {
    if (!election.hasKeys() && withKeys.size > 0) lock.giveWay();
  };

  channel.onmessage = ({ data }: MessageEvent<Notice>) => {
    switch (data.kind) {
      case 'here':
        if (data.keys) withKeys.add(data.engine);
        else withKeys.delete(data.engine);
        yieldIfBetter();
        return;
      case 'roll-call':
        here();
        return;
      case 'beat':
        silent = 0;
        if (!lock.isHeld()) election.tell({ leads: false, led: true });
    }
  };
  election.watchKeys(() => {
    here();
    yieldIfBetter();
  });

  async function stand(): Promise<never> {
    for (;;) {
      await page.isBack();
      // A stolen lock rejects, and so does one no longer waited for; standing again is the answer to all.
      await lock.hold(page.present(), { steal: false }).catch(() => {});
      await new Promise(resolve => setTimeout(resolve, rollCall));
    }
  }
  void stand();
  onEachBeat(onTime => {
    silent = onTime && !page.present().aborted && !lock.isHeld() ? silent + 1 : 0;
    if (lock.isHeld()) say({ kind: 'beat', engine });
    if (silent === silentBeatsBeforeStealing) void lock.hold(page.present(), { steal: true }).catch(() => {});
  });
  here();
}

/** What the lock is waited for and held under: `present` is aborted while the page is put aside. */
function watchPage(aside: Election['aside'], changed: () => void) {
  let present = new AbortController();
  let comeBack = () => {};
  aside.watch(() => {
    if (aside.now()) present.abort();
    else if (present.signal.aborted) {
      present = new AbortController();
      comeBack();
    }
    changed();
  });
  return {
    present: () => present.signal,
    async isBack(): Promise<void> {
      if (present.signal.aborted) await new Promise<void>(resolve => (comeBack = resolve));
    },
  };
}

/** The Web Lock of the lead: held until it is given up or stolen. `began` is told the lead that comes with it. */
function leadLock(election: Election, began: (lead: Lead) => void) {
  /** Ends the lead this engine has: first everything stops, then another may begin. */
  let giveWay: (() => void) | undefined;

  async function hold(present: AbortSignal, { steal }: { steal: boolean }): Promise<void> {
    const stopped = new AbortController();
    const resign = () => stopped.abort();
    // The lock goes only when everything that was begun has heard of it: a promise goes on after the listeners.
    const released = new Promise<void>(resolve => stopped.signal.addEventListener('abort', () => resolve()));
    present.addEventListener('abort', resign);
    try {
      await election.locks.request(election.name, steal ? { steal } : { signal: present }, async () => {
        const epoch = await election.takeLead();
        // A stolen lock does not stop what was begun under it.
        if (stopped.signal.aborted) return;
        giveWay = resign;
        began({ epoch, abort: stopped.signal });
        await released;
      });
    } finally {
      present.removeEventListener('abort', resign);
      stopped.abort();
      // After a steal the lock that was waited for meanwhile may be this engine's already.
      if (giveWay === resign) giveWay = undefined;
      election.tell({ leads: giveWay !== undefined, led: true });
    }
  }

  return { hold, isHeld: () => giveWay !== undefined, giveWay: () => giveWay?.() };
}

/** Calls back every two seconds; not `onTime` where this engine slept meanwhile. */
function onEachBeat(beat: (onTime: boolean) => void): void {
  let last = performance.now();
  setInterval(() => {
    const now = performance.now();
    const onTime = now - last < beatEvery + lateTick;
    last = now;
    beat(onTime);
  }, beatEvery);
}
