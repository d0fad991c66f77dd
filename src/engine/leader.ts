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
 * locked still leads, and gives way as soon as another engine has keys open. A silent leader (a frozen tab keeps its
 * lock) is overruled after ten seconds, counted only in ticks that came on time.
 */
export function standForLead(election: Election): void {
  const channel = new BroadcastChannel(election.name);
  const withKeys = new Set<string>();
  let giveWay: (() => void) | undefined;
  let silent = 0;

  const say = (notice: Notice) => channel.postMessage(notice);
  const here = () => say({ kind: 'here', engine: election.engine, keys: election.hasKeys() });
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

  async function hold(steal: boolean): Promise<void> {
    const stopped = new AbortController();
    try {
      await election.locks.request(election.name, steal ? { steal } : {}, async () => {
        const epoch = await election.takeLead();
        // A stolen lock does not stop what was begun under it.
        if (stopped.signal.aborted) return;
        const released = new Promise<void>(resolve => {
          giveWay = resolve;
        });
        silent = 0;
        withKeys.clear();
        election.tell({ leads: true, led: true });
        say({ kind: 'beat', engine: election.engine });
        election.lead({ epoch, abort: stopped.signal });
        say({ kind: 'roll-call', engine: election.engine });
        await released;
        // First everything stops, then another may begin.
        stopped.abort();
      });
    } finally {
      giveWay = undefined;
      stopped.abort();
      election.tell({ leads: false, led: true });
    }
  }

  async function stand(): Promise<never> {
    for (;;) {
      // A stolen lock rejects; losing the lead is no error, standing again is the answer to both.
      await hold(false).catch(() => {});
      await new Promise(resolve => setTimeout(resolve, rollCall));
    }
  }

  let lastTick = performance.now();
  setInterval(() => {
    const now = performance.now();
    const onTime = now - lastTick < beatEvery + lateTick;
    lastTick = now;
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
