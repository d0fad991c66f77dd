import type { ModelChoice } from '../domain/agent';
import type { ConnectionOptions, ModelAbilities, ProviderName, Wire } from '../domain/connection';
import type { Finding } from '../domain/finding';
import type { Id, Instant } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { KeyAccount, KeyId } from '../domain/ports';

/** What a screen can do to connections, and ask their providers. */
export interface ConnectionVerbs {
  addConnection(connection: NewConnection): Promise<Id<'connection'>>;
  editConnection(
    id: Id<'connection'>,
    fields: { name?: string; baseUrl?: string; options?: ConnectionOptions; key?: KeyId | null; gone?: boolean },
  ): Promise<void>;
  /** Free live check of the key, then the live model list. Rejects with what to say. */
  checkConnection(id: Id<'connection'>): Promise<{ models: number }>;
  /** Reads the lists anew that are older than a day, with open keys and a network; what cannot be read stays as it is. */
  refreshModels(): Promise<void>;
  /** The user's word on what a model can, over any list; `undefined` takes it back. */
  sayOfModel(choice: ModelChoice, word: ModelAbilities | undefined): Promise<void>;
  /** What works of a connection and why the rest does not, as far as that can be found out for free. */
  examineConnection(id: Id<'connection'>): Promise<Finding[]>;
  /** The most that `tryConnection` can cost; nothing where no price is known. */
  quoteTrial(choice: ModelChoice): Promise<NanoUsd | undefined>;
  /** One or two tiny real calls, booked as such: streaming, tools, usage. Rejects `over-budget`, `price-unknown`. */
  tryConnection(choice: ModelChoice): Promise<TriedOut>;
  /** What the provider says of the connection's key; nothing where it does not tell. */
  keyAccount(id: Id<'connection'>): Promise<KeyAccount | undefined>;
  /** Asks the provider what was only estimated, corrects it, and compares the rest. Rejects `not-found`. */
  compareAccount(id: Id<'connection'>): Promise<AccountComparison>;
}

export interface NewConnection {
  provider: ProviderName;
  wire: Wire;
  name: string;
  baseUrl: string;
  options: ConnectionOptions;
  /** The vault's id of its key; absent for keyless local servers and the demo. */
  key?: KeyId;
}

/** What test calls found, and what they cost together; `cost` is absent where no price is known. */
export interface TriedOut {
  findings: Finding[];
  cost?: NanoUsd;
}

/** How the ledger and the provider's own count of a key agree. */
export interface AccountComparison {
  /** Calls whose cost was an estimate, and is known now: before and after, in all. */
  corrected: { calls: number; before: NanoUsd; after: NanoUsd };
  /** Calls the provider does not know, or not yet. */
  missing: number;
  /** Calls that ended before the provider had given them an id. */
  nameless: number;
  /** What the key was billed since the last comparison, and what the ledger says of that time. */
  key?: { since: Instant; billed: NanoUsd; booked: NanoUsd };
}
