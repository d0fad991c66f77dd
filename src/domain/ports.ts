import type { Id, Instant } from './id';
import type { ConnectionOptions, ModelInfo } from './connection';
import type { NanoUsd } from './money';
import type { Endpoint, ModelRequest } from './model-request';
import type { ReplyPosition, StreamEvent } from './stream';
import type { Usage } from './usage';

/** Milliseconds since 1970, UTC. Every reading of the clock comes through here. */
export type Now = () => Instant;

export type KeyId = Id<'key'>;

/** Why bytes leave this machine; shown in the network receipt. */
export type Purpose = 'answer' | 'summary' | 'title' | 'check' | 'models' | 'prices' | 'tool' | 'sign-in';

/** One request to the broker. It adds the key's auth header itself; `headers` must not hold one. */
export interface SendRequest {
  /** Which key to use; absent for keyless GETs to hosts the vault knows by name (price list). */
  key?: KeyId;
  /** The connection, or a fixed word for keyless calls: only for the receipt. */
  connection: string;
  method: 'GET' | 'POST';
  /** Absolute URL; must lie on the origin (and under the paths) the key was saved for. */
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  /**
   * A GET without key or headers, to find out why a real one fails. `unread`: the answer may not be read either, so a
   * host without CORS gives one too (status 0), and redirects are followed. `bare`: it must be readable.
   */
  probe?: 'unread' | 'bare';
  purpose: Purpose;
  run?: Id<'run'>;
  act?: Id<'act'>;
  attempt?: number;
  epoch?: number;
  /** After this instant the broker refuses with `fence-passed`. */
  notAfter?: Instant;
}

/** The answer as it arrives. `chunks` throws an `AppError` when the stream breaks. */
export interface SendReply {
  /** 0 where it may not be read (`probe`). */
  status: number;
  /** Lower-case names; only what CORS exposes. */
  headers: Readonly<Record<string, string>>;
  chunks: AsyncIterable<Uint8Array>;
}

/** The way out. Rejects with `AppError` (`vault-locked`, `offline`, `opaque-failure`, `cap-reached`, `aborted` …). */
type Send = (request: SendRequest, abort: AbortSignal) => Promise<SendReply>;

/** A row of the network receipt: what left this machine. No bodies, no secrets. */
export interface Receipt {
  id: number;
  at: Instant;
  connection: string;
  origin: string;
  path: string;
  purpose: Purpose;
  bytesOut: number;
  bytesIn: number;
  /** HTTP status; absent while open or when nothing was readable. */
  status?: number;
  /** How it ended. `opened` commits before the fetch and is the durable mark that it left. */
  state: 'opened' | 'done' | 'failed' | 'aborted';
  run?: string;
  act?: string;
  attempt?: number;
}

/** The engine's side of the vault. */
export interface SendPort {
  send: Send;
  /** The receipt of one attempt; nothing if it never left this machine. Answered under every lock. */
  sent(act: Id<'act'>, attempt: number): Promise<Receipt | undefined>;
  /** Whether keys are open, now and at each change; returns the unsubscriber. */
  watch(next: (status: VaultStatus) => void): () => void;
}

/** When the vault locks by itself. */
export interface LockLimits {
  /** The screen, after so long without input: a minute to a day. */
  screenIdleMs: number;
  /** The keys, so long after they were opened: a minute to a week. */
  keyMaxMs: number;
  /** Whether the keys lock together with an idle screen. */
  stopWhenIdle: boolean;
}

/** What the vault tells anyone who asks. */
export interface VaultStatus {
  /** `absent`: no passphrase yet. `session`: keys live in memory only. */
  state: 'absent' | 'locked' | 'open' | 'session';
  screenLocked: boolean;
  /** Everything was stopped by `halt`, in any tab, and nobody has resumed. Survives a reload. */
  halted: boolean;
  /** Whether the vault outlives this page (SharedWorker with extended lifetime). */
  shared: boolean;
  recovery: boolean;
  /** When the next passphrase try is allowed, after wrong ones. */
  waitUntil?: Instant;
  /** When the screen locks if nothing happens. */
  locksAt?: Instant;
  /** The limits that hold on this device, for all its workspaces; nothing while the vault is silent. */
  limits?: LockLimits;
}

/** A key to keep, on its way in. After `add` the secret is only inside the vault. */
export interface NewKey {
  /** Exact origin, e.g. `https://api.openai.com`. */
  origin: string;
  /** `authorization` with prefix `Bearer `, or `x-api-key` with none. Empty secret: a keyless local server. */
  header: string;
  prefix: string;
  secret: string;
  /** Path prefixes the key may be used on, e.g. `/v1/`. */
  paths: readonly string[];
  caps?: KeyCaps;
}

/** Limits the broker itself enforces. Defaults: 120 a minute, 500 MB a day, $5 a call. */
export interface KeyCaps {
  callsPerMinute: number;
  bytesPerDay: number;
  /** Nano-dollars a single call may cost at most. */
  perCall: number;
  /** Dearest rates of any model at this origin, nano-dollars per million tokens. */
  dearestInput: number;
  dearestOutput: number;
}

/** What the user wants of the key that a sign-in makes. */
export interface SignInOptions {
  /** The most it may spend, by the provider's own count: in all, or in each such span. */
  limit?: { amount: NanoUsd; every?: 'daily' | 'weekly' | 'monthly' };
}

/** A key as it may be shown: never its secret. */
export interface KeyInfo {
  id: KeyId;
  origin: string;
  paths: readonly string[];
  caps: KeyCaps;
  /** The last four characters, to tell keys apart. */
  tail: string;
  addedAt: Instant;
}

/** The page's side of the vault. There is no verb that reads a secret. */
export interface VaultDoor {
  watch(next: (status: VaultStatus) => void): () => void;
  /** Makes the vault and moves session keys into it. Returns the recovery code when asked for: shown once. */
  create(options: { passphrase: string; recovery: boolean }): Promise<{ recoveryCode?: string }>;
  /** Rejects `wrong-passphrase`, `wait-before-retry` {seconds}. Also lifts the screen lock. */
  unlock(passphrase: string): Promise<void>;
  /** Opens with the recovery code and sets a new passphrase. */
  recover(options: { code: string; passphrase: string }): Promise<void>;
  /** `screen`: blank, work goes on. `keys`: lock and stop. */
  lock(kind: 'screen' | 'keys'): Promise<void>;
  /** Every broker of this origin refuses and aborts at once; `resume` lifts it. */
  halt(): Promise<void>;
  resume(): Promise<void>;
  changePassphrase(options: { old: string; next: string }): Promise<void>;
  addRecovery(passphrase: string): Promise<{ recoveryCode: string }>;
  /** Saves a key. A custom origin needs the step-up (`passphrase`) once a vault exists. */
  add(key: NewKey, stepUp?: { passphrase: string }): Promise<KeyInfo>;
  /**
   * Gets a key from OpenRouter, whose page the user must visit meanwhile: `opened` is told its address. Resolves when the
   * user has come back and the key is kept. Rejects `sign-in-refused`, `aborted`, and as `add`.
   */
  signIn(options: SignInOptions, opened: (address: string) => void, abort: AbortSignal): Promise<KeyInfo>;
  setCaps(key: KeyId, caps: KeyCaps, stepUp: { passphrase: string }): Promise<void>;
  forget(key: KeyId): Promise<void>;
  list(): Promise<KeyInfo[]>;
  /** Newest first. */
  receipts(options: { before?: number; limit: number; origin?: string }): Promise<Receipt[]>;
  /** Every origin that a receipt names, in order. */
  receiptOrigins(): Promise<string[]>;
  /** Input or attention of the user: pushes the idle lock out. */
  touch(): void;
  setLocks(limits: Partial<LockLimits>): Promise<void>;
  /**
   * Removes all keys, the receipts and the vault itself; also lifts the screen lock, for who forgot the passphrase. A pause
   * of everything and the limits of the locks go with `everything` only.
   */
  erase(what: 'keys' | 'everything'): Promise<void>;
}

/** One wire protocol: shapes requests, reads replies. Never sees a key, never retries, never throws past `failure`. */
export interface Provider {
  stream(endpoint: Endpoint, request: ModelRequest, call: ProviderCall): AsyncIterable<StreamEvent>;
  /**
   * Takes up the reply to `request` after a `position` that its stream told: what follows, and at the end the `whole`.
   * Costs nothing beyond the first call. Ends with the failure `reply-gone` when the provider no longer has it, with a
   * retryable one when it may be tried again from the last position.
   */
  resume?(
    endpoint: Endpoint,
    request: ModelRequest,
    position: ReplyPosition,
    call: ProviderCall,
  ): AsyncIterable<StreamEvent>;
  /**
   * Stops a reply that would go on, and cost, although nobody listens; stopping one that is over does nothing. Tells
   * what it used where the provider says so. Rejects with `AppError`.
   */
  cancel?(
    endpoint: Endpoint,
    position: ReplyPosition,
    call: ProviderCall,
  ): Promise<{ usage: Usage; raw: unknown } | undefined>;
  /** The live list. Rejects with `AppError`. */
  listModels(endpoint: Endpoint, call: ProviderCall): Promise<ModelInfo[]>;
  /** Whether the key works, for free: resolves with the options this server turned out to want, or rejects with `AppError`. */
  check(endpoint: Endpoint, call: ProviderCall): Promise<ConnectionOptions>;
  /** What is known of the key itself; nothing where a provider does not tell. Rejects with `AppError`. */
  account?(endpoint: Endpoint, call: ProviderCall): Promise<KeyAccount | undefined>;
  /** What one call cost, by the provider's id of it; nothing where it does not tell or does not know it (yet). */
  bill?(endpoint: Endpoint, id: string, call: ProviderCall): Promise<CallBill | undefined>;
  /** The input tokens `stream` would use, counted for free; nothing where a server does not offer that. Rejects with `AppError`. */
  count?(endpoint: Endpoint, request: ModelRequest, call: ProviderCall): Promise<number | undefined>;
  /** Exactly the body `stream` would send: hashed into the manifest, measured for the ceiling. */
  body(endpoint: Endpoint, request: ModelRequest): string;
}

/** What a router says of the key it is asked with. */
export interface KeyAccount {
  /** Spent with it so far, over all time and all apps. */
  used: NanoUsd;
  /** The most it may spend; absent where nothing limits it. */
  limit?: NanoUsd;
  left?: NanoUsd;
  /** After what span the limit begins anew; absent where never. */
  every?: string;
}

/** What a provider says that one call cost. */
export interface CallBill {
  cost: NanoUsd;
  usage: Usage;
  raw: unknown;
}

/** What a provider gets for one call: a way out that is already bound to key, receipt and fence. */
export interface ProviderCall {
  send: (request: {
    method: 'GET' | 'POST';
    url: string;
    headers: Record<string, string>;
    body?: string;
  }) => Promise<SendReply>;
  abort: AbortSignal;
  now: Now;
}
