import type { ModelChoice } from '../domain/agent';
import type { Finding } from '../domain/finding';
import type { Id } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { KeyAccount } from '../domain/ports';
import type { AccountComparison, TriedOut, WorkOptions } from '../engine/door';
import { doors } from './doors';

export type { AccountComparison, TriedOut };

/** What works of a connection and why the rest does not; free. Rejects with what to say. */
export const examineConnection = (id: Id<'connection'>): Promise<Finding[]> =>
  doors().engine.write('examineConnection', id);

/** The most that `tryConnection` can cost; nothing where no price is known. */
export const quoteTrial = (choice: ModelChoice): Promise<NanoUsd | undefined> =>
  doors().engine.write('quoteTrial', choice);

/** Streaming, tools and usage, by real calls. Rejects with what to say. */
export const tryConnection = (choice: ModelChoice): Promise<TriedOut> => doors().engine.write('tryConnection', choice);

/** What the provider says of the key; nothing where it does not tell. Rejects with what to say. */
export const keyAccount = (id: Id<'connection'>): Promise<KeyAccount | undefined> =>
  doors().engine.write('keyAccount', id);

/** Corrects what was only estimated by what the provider says, and compares the rest. Rejects with what to say. */
export const compareAccount = (id: Id<'connection'>, options: WorkOptions): Promise<AccountComparison> =>
  doors().engine.work('compareAccount', [id], options);
