import { AppError } from '../../domain/error';
import type { KeyInfo, LockLimits, NewKey, Now, SendRequest, VaultStatus } from '../../domain/ports';
import { latest } from '../../lib/latest';
import type { Handlers } from '../../lib/port-call';
import type { EngineSurface, PageSurface } from '../surface';
import { belongsToRun, Broker } from './broker';
import { clampLocks, eraseStore, readDevice, updateDevice } from './device';
import { KeyRing } from './key-ring';
import { Locks, tickEvery } from './locks';
import { listReceipts, receiptOf, receiptOrigins } from './receipts';
import { signIn, type ReturnPath } from './sign-in';
import { stopsReply } from './stop-reply';
import type { DeviceRow, Store } from './store';
import { Vault } from './vault';

/** What the vaults of several tabs tell each other. No secret is in it; what it says is looked up in the database. */
type Notice = { kind: 'lock-keys' | 'stop' | 'changed' | 'erased' | 'touch' };

/** What the keeper is given by the worker. */
interface KeeperPorts {
  store: Store;
  now: Now;
  /** A clock that nobody can set, in ms. */
  steady: () => number;
  online: () => boolean;
  exclusive<Result>(work: () => Promise<Result>): Promise<Result>;
  channel: Pick<BroadcastChannel, 'postMessage' | 'addEventListener'>;
  /** How a user who signs in somewhere comes back. */
  signIns: ReturnPath;
  /** Whether this worker outlives its pages. */
  shared: boolean;
  calibrate?: () => Promise<number>;
}

const graceAfterLock = 30_000;
const touchEvery = 10_000;

/** Opens the vault's inside: keys, locks and broker behind the two doors. */
export async function openKeeper(ports: KeeperPorts): Promise<Keeper> {
  const keeper = new Keeper(ports, await readDevice(ports.store));
  await keeper.refresh();
  return keeper;
}

/** Holds the locks over keys and broker, and answers both doors. */
export class Keeper {
  readonly #ports: KeeperPorts;
  readonly #vault: Vault;
  readonly #keys: KeyRing;
  readonly #broker: Broker;
  readonly #locks: Locks;
  readonly #watchers = new Set<(status: VaultStatus) => void>();
  readonly #ticking: ReturnType<typeof setInterval>;
  #device: DeviceRow;
  #touched = 0;

  constructor(ports: KeeperPorts, device: DeviceRow) {
    const { store, now, steady, online } = ports;
    this.#ports = ports;
    this.#device = device;
    this.#vault = new Vault(ports);
    this.#keys = new KeyRing(store, this.#vault, now);
    this.#broker = new Broker({ store, keys: this.#keys, now, online, gate: request => this.#gate(request) });
    const screen = () => void this.#lockScreen().catch(() => {});
    const keys = () => this.#vault.dek && this.lockKeys();
    this.#locks = new Locks({ now, steady, working: () => this.#broker.working, screen, keys }, device);
    ports.channel.addEventListener(
      'message',
      ({ data }: MessageEvent<Notice>) => void this.#hear(data).catch(() => {}),
    );
    this.#ticking = setInterval(() => this.tick(), tickEvery);
  }

  /** The page's verbs. Behind a locked screen it has but a few. */
  get page(): Handlers<PageSurface> {
    const open = <Args, Result>(verb: (args: Args) => Promise<Result>) => {
      return async (args: Args) => {
        if (this.#device.screenLocked) throw new AppError('screen-locked');
        return this.#telling(verb(args));
      };
    };
    const { store } = this.#ports;
    return {
      watch: (_, abort) => this.#watch(abort),
      unlock: ([passphrase]) => this.#opening(this.#vault.unlock(passphrase, this.#keys.session)),
      recover: ([{ code, passphrase }]) => this.#opening(this.#vault.recover(code, passphrase, this.#keys.session)),
      lock: ([kind]) => this.#lock(kind),
      halt: () => this.#halt(true),
      // Who forgot the passphrase must get back to a workspace that was never sealed by it; the keys are the price.
      erase: ([what]) => this.#telling(this.#erase(what)),
      resume: open(() => this.#halt(false)),
      create: open(([{ passphrase, recovery }]) =>
        this.#opening(this.#vault.create(passphrase, recovery, this.#keys.session)),
      ),
      changePassphrase: open(([{ old, next }]) => this.#vault.changePassphrase(old, next)),
      addRecovery: open(async ([passphrase]) => ({ recoveryCode: await this.#vault.addRecovery(passphrase) })),
      add: open(([key, stepUp]) => this.#keys.add(key, stepUp)),
      signIn: ([options], abort) => {
        this.#checkOpen();
        return signIn(options, this.#signInPorts, abort);
      },
      setCaps: open(([key, caps, stepUp]) => this.#keys.setCaps(key, caps, stepUp)),
      forget: open(([key]) => this.#keys.forget(key)),
      list: open(() => this.#keys.list()),
      receipts: open(([options]) => listReceipts(store, options)),
      receiptOrigins: open(() => receiptOrigins(store)),
      touch: open(async () => this.#touch()),
      setLocks: open(([limits]) => this.#setLocks(limits)),
    };
  }

  /** The engine's verbs. */
  get engine(): Handlers<EngineSurface> {
    return {
      send: ([request], abort) => this.#broker.send(request, abort),
      sent: ([act, attempt]) => receiptOf(this.#ports.store, act, attempt),
      watch: (_, abort) => this.#watch(abort),
    };
  }

  /** Drops every key, here and in every other tab. */
  lockKeys(): void {
    this.dropKeys();
    this.#say('lock-keys');
  }

  /** Drops the keys of this vault alone; calls in flight have a little time to end. */
  dropKeys(): void {
    this.#vault.lock();
    this.#keys.session.clear();
    this.#broker.abortOpen(new AppError('vault-locked'), graceAfterLock);
    this.#tell();
  }

  /** Looks at the clock now. */
  tick(): void {
    this.#locks.tick();
  }

  /** Drops the keys, aborts what is in flight and stops looking at the clock. */
  close(): void {
    clearInterval(this.#ticking);
    this.dropKeys();
    this.#broker.abortOpen(new AppError('vault-locked'));
  }

  /** Reads again what another tab may have changed. */
  async refresh(): Promise<void> {
    await this.#vault.refresh();
    const device = await readDevice(this.#ports.store);
    if (this.#device.screenLocked && !device.screenLocked) this.#locks.touch(); // the user is there, in another tab
    this.#device = device;
    this.#locks.limits = device;
    this.#tell();
  }

  #gate(request: SendRequest): void {
    if (this.#device.halted && !stopsReply(request)) throw new AppError('halted');
    if (this.#device.screenLocked && !belongsToRun(request)) throw new AppError('screen-locked');
  }

  /** The passphrase or code has been proven: keys kept in memory are in the vault, the screen is free. */
  async #opening<Result>(opened: Promise<Result>): Promise<Result> {
    const result = await this.#telling(opened);
    this.#keys.session.clear();
    this.#broker.keepOpen();
    this.#locks.opened();
    this.#device = await updateDevice(this.#ports.store, { screenLocked: false });
    this.#tell();
    this.#say('changed');
    return result;
  }

  async #lock(kind: 'screen' | 'keys'): Promise<void> {
    const { state } = this.#vault.status(0);
    // Without a passphrase nothing could lift a screen lock: to lock is to forget the keys.
    if (kind === 'keys' || state === 'absent') this.lockKeys();
    else await this.#lockScreen();
  }

  async #lockScreen(): Promise<void> {
    if (this.#device.screenLocked || this.#vault.status(0).state === 'absent') return;
    this.#device = await updateDevice(this.#ports.store, { screenLocked: true });
    this.#tell();
    this.#say('changed');
  }

  async #halt(halted: boolean): Promise<void> {
    if (halted) {
      // Before anything that could fail or wait.
      this.#stop();
      this.#say('stop');
    }
    this.#device = await updateDevice(this.#ports.store, { halted });
    this.#tell();
    this.#say('changed');
  }

  #stop(): void {
    this.#device = { ...this.#device, halted: true };
    this.#broker.abortOpen(new AppError('halted'));
    this.#tell();
  }

  async #setLocks(limits: Partial<LockLimits>): Promise<void> {
    this.#device = await updateDevice(this.#ports.store, clampLocks(limits));
    this.#locks.limits = this.#device;
    this.#say('changed');
  }

  async #erase(what: 'keys' | 'everything'): Promise<void> {
    this.dropKeys();
    this.#broker.abortOpen(new AppError('aborted'));
    await eraseStore(this.#ports.store, what);
    await this.refresh();
    this.#say('erased');
  }

  get #signInPorts() {
    const redeem = (body: string, abort: AbortSignal) => this.#broker.redeem(body, abort);
    const keep = async (key: NewKey): Promise<KeyInfo> => {
      this.#checkOpen();
      return this.#telling(this.#keys.add(key));
    };
    return { ...this.#ports.signIns, redeem, keep };
  }

  /** Whether a key can be taken in now: it must not be lost for want of a lock to open. */
  #checkOpen(): void {
    if (this.#device.screenLocked) throw new AppError('screen-locked');
    if (this.#vault.status(0).state === 'locked') throw new AppError('vault-locked');
  }

  #touch(): void {
    this.#locks.touch();
    const now = this.#ports.steady();
    if (now - this.#touched < touchEvery) return;
    this.#touched = now;
    this.#tell();
    this.#say('touch');
  }

  async #hear({ kind }: Notice): Promise<void> {
    switch (kind) {
      case 'lock-keys':
        return this.dropKeys();
      case 'stop':
        this.#stop();
        // Written here too, before anything else is read: a 'changed' on its way must not lift it.
        await updateDevice(this.#ports.store, { halted: true });
        return;
      case 'touch':
        return this.#locks.touch();
      case 'erased':
        this.dropKeys();
        return this.refresh();
      case 'changed':
        return this.refresh();
    }
  }

  #say(kind: Notice['kind']): void {
    const notice: Notice = { kind };
    this.#ports.channel.postMessage(notice);
  }

  /** Whatever came of it, a wait after a wrong passphrase among it, is told to who watches. */
  async #telling<Result>(result: Promise<Result>): Promise<Result> {
    try {
      return await result;
    } finally {
      this.#device = { ...(await readDevice(this.#ports.store)), halted: this.#device.halted };
      this.#tell();
    }
  }

  #tell(): void {
    const status = this.#status();
    for (const watcher of this.#watchers) watcher(status);
  }

  #watch(abort: AbortSignal): AsyncGenerator<VaultStatus, void, undefined> {
    return latest(next => {
      this.#watchers.add(next);
      next(this.#status());
      return () => this.#watchers.delete(next);
    }, abort);
  }

  #status(): VaultStatus {
    const { screenLocked, halted, waitUntil, screenIdleMs, keyMaxMs, stopWhenIdle } = this.#device;
    const limits = { screenIdleMs, keyMaxMs, stopWhenIdle };
    const { state, recovery } = this.#vault.status(this.#keys.session.size);
    const status: VaultStatus = { state, recovery, screenLocked, halted, shared: this.#ports.shared, limits };
    if (waitUntil !== undefined && waitUntil > this.#ports.now()) status.waitUntil = waitUntil;
    if (state === 'open' && !screenLocked) status.locksAt = this.#locks.locksAt;
    return status;
  }
}
