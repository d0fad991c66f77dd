import type { Booking } from '../domain/book';
import type { CeilingClass } from '../domain/ceiling-class';
import type { ConnectionRow, ModelInfo } from '../domain/connection';
import type { Id } from '../domain/id';
import type { ModelRequest } from '../domain/model-request';
import type { NanoUsd } from '../domain/money';
import type { KeyId, Provider } from '../domain/ports';
import type { Price } from '../domain/price';
import type { Label } from '../domain/row';
import type { RunRow } from '../domain/run';
import type { ModelReply } from '../domain/stream';

/** What bounds a call's cost. */
export interface Bound {
  /** How sure its ceiling is. */
  ceilingClass: CeilingClass;
  /** Input tokens it is reckoned with. */
  mostInput: number;
  /** The most it can cost; absent where nothing bounds it. */
  ceiling?: NanoUsd;
}

/** One model call, ready to be sent: everything decided, nothing spent. */
export interface Call extends Bound {
  run: RunRow;
  act: Id<'act'>;
  attempt: number;
  epoch: number;
  connection: ConnectionRow;
  key?: KeyId;
  provider: Provider;
  request: ModelRequest;
  body: string;
  /** A summary is not shown while it is written. */
  purpose: 'answer' | 'summary';
  /** The version of the instructions in it. */
  instructions: Id<'instructions'>;
  /** Everything foreign in its window: the answer carries it too. */
  labels: readonly Label[];
  info?: ModelInfo;
  price?: Price;
  /** Its answer is allowed fewer tokens than was wanted: its budgets have little left. */
  isKeptShort?: true;
}

/** What came of a call. */
export interface CallResult {
  reply: ModelReply;
  booking: Booking;
  /** Whether the request may have left this machine and cost something; absent where only a silent vault knows. */
  billable?: boolean;
  duration: number;
}
