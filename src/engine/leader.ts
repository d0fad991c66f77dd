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
  const channel = new BroadcastChannel(election.name);
  const withKeys = new Set<string>();
  /** Ends the lead this engine has: first everything stops, then another may begin. */
  let giveWay: (() => void) | undefined;
  /** Aborted while the page is put aside. */
  let standing = new AbortController();
  let comeBack = () => {};
  let silent = 0;

  const say = (notice: Notice) => channel.postMessage(notice);
  const here = () => say({ kind: 'here', engine: election.engine, keys: election.hasKeys() && !election.aside.now() });
  const yieldIfBetter = () => {
    if (giveWay && !election.hasKeys() && withKeys.size > 0) giveWay();
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
        if (!giveWay) election.tell({ leads: false, led: true });
    }
  };
  election.watchKeys(() => {
    here();
    yieldIfBetter();
  });

  election.aside.watch(() => {
    if (election.aside.now()) {
      standing.abort();
    } else if (standing.signal.aborted) {
      standing = new AbortController();
      comeBack();
    }
    here();
  });

  async function hold(steal: boolean): Promise<void> {
    const { signal } = standing;
    const stopped = new AbortController();
    const resign = () => stopped.abort();
    // The lock goes only when everything that was begun has heard of it: a promise goes on after the listeners.
    const released = new Promise<void>(resolve => stopped.signal.addEventListener('abort', () => resolve()));
    signal.addEventListener('abort', resign);
    try {
      await election.locks.request(election.name, steal ? { steal } : { signal }, async () => {
        const epoch = await election.takeLead();
        // A stolen lock does not stop what was begun under it.
        if (stopped.signal.aborted) return;
        giveWay = resign;
        silent = 0;
        withKeys.clear();
        election.tell({ leads: true, led: true });
        say({ kind: 'beat', engine: election.engine });
        election.lead({ epoch, abort: stopped.signal });
        say({ kind: 'roll-call', engine: election.engine });
        await released;
      });
    } finally {
      signal.removeEventListener('abort', resign);
      stopped.abort();
      // After a steal the lock that was waited for meanwhile may be this engine's already.
      if (giveWay === resign) giveWay = undefined;
      election.tell({ leads: giveWay !== undefined, led: true });
    }
  }

  async function stand(): Promise<never> {
    for (;;) {
      if (standing.signal.aborted) await new Promise<void>(resolve => (comeBack = resolve));
      // A stolen lock rejects, and so does one no longer waited for; standing again is the answer to all.
      await hold(false).catch(() => {});
      await new Promise(resolve => setTimeout(resolve, rollCall));
    }
  }

  let lastTick = performance.now();
  setInterval(() => {
    const now = performance.now();
    const onTime = now - lastTick < beatEvery + lateTick;
    lastTick = now;
    if (standing.signal.aborted) {
      silent = 0;
      return;
    }
    if (giveWay) {
      say({ kind: 'beat', engine: election.engine });
      return;
    }
    silent = onTime ? silent + 1 : 0;
    if (silent === silentBeatsBeforeStealing) void hold(true).catch(() => {});
  }, beatEvery);

  void stand();
  here();
}
