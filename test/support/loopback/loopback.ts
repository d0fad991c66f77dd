import type { IncomingHttpHeaders } from 'node:http';

import type { Fault } from './faults';
import type { HostName } from './hosts';
import type { LedgerLine } from './ledger';
import type { Router } from './router';
import type { Refusal, Scene } from './scenarios';

/** A request as it arrived, for a test to look at. The key in its headers is the test's own. */
export interface Seen {
  host: string;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Loopback {
  readonly port: number;
  /** Every request but preflights, in order. */
  readonly seen: Seen[];
  /** Model calls that were answered, also in part. */
  readonly ledger: LedgerLine[];
  /** What the client did wrong. A test that expects nothing wrong asserts that this is empty. */
  readonly problems: string[];
  /** The scenes of the next model calls at a host, in order. */
  queue(host: HostName, ...scenes: Scene[]): void;
  /** How the next key checks and model lists at a host are refused. */
  queueLook(host: HostName, ...refusals: Refusal[]): void;
  /** Sets a host up wrong, until the next reset; its refusals of pages are no problem then. */
  spoil(host: HostName, fault: Fault): void;
  /** What OpenRouter does besides answering. */
  readonly router: Router;
  /** Whether the cable is pulled: every connection is broken at once. */
  setDown(down: boolean): void;
  /** Lets answers that are held in their middle go on. */
  goOn(): void;
  /** Makes every kept reply look so many minutes older: past 5 it cannot be streamed, past 10 it is gone. */
  ageReplies(minutes: number): void;
  /** Forgets requests, ledger, problems and queues; plugs the cable in. */
  reset(): void;
  stop(): Promise<void>;
}
