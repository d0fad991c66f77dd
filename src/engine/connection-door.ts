import type { ModelChoice } from '../domain/agent';
import type { ConnectionOptions, ProviderName, Wire } from '../domain/connection';
import type { Finding } from '../domain/finding';
import type { Id } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { KeyAccount, KeyId } from '../domain/ports';
import type { AccountComparison } from './compare-account';
import type { TriedOut } from './try-out';

export type { AccountComparison, TriedOut };

/** What a screen can do to connections, and ask their providers. */
export interface ConnectionVerbs {
  addConnection(connection: NewConnection): Promise<Id<'connection'>>;
  editConnection(
    id: Id<'connection'>,
    fields: { name?: string; baseUrl?: string; options?: ConnectionOptions; key?: KeyId | null; gone?: boolean },
  ): Promise<void>;
  /** Free live check of the key, then the live model list. Rejects with what to say. */
  checkConnection(id: Id<'connection'>): Promise<{ models: number }>;
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
