import type { Id } from '../domain/id';
import type { PayloadHash } from '../domain/row';
import type { Workspace } from './open';
import { payloadValue } from './payloads';

/**
 * What a model call saw, by reference: enough to show it again and to prove that it was this (DATA: Payloads). A window
 * that only grew names the manifest before it and what was added: listing all of it at each step would grow with the
 * square of the steps.
 */
export interface Manifest {
  previous?: PayloadHash;
  /** Payloads of the window's messages, in order; after those of `previous`. */
  messages: PayloadHash[];
  /** How many messages the whole window has. */
  count: number;
  /** The last of them. */
  tip: Id<'message'>;
  agent: string;
  instructions: string;
  model: string;
  connection: string;
  maxOutput: number;
  effort?: string;
  tools: string[];
  /** SHA-256 of the request body, lower-case hex. */
  body: string;
}

/** A manifest with its whole window; nothing where part of it was dropped. */
export async function readManifest(ws: Workspace, hash: PayloadHash): Promise<Manifest | undefined> {
  const parts: Manifest[] = [];
  for (let next: PayloadHash | undefined = hash; next !== undefined;) {
    const one: Manifest | undefined = await payloadValue<Manifest>(await ws.db.payload.get(next));
    if (!one) return undefined;
    parts.push(one);
    next = one.previous;
  }
  const [newest] = parts;
  return newest && { ...newest, messages: parts.toReversed().flatMap(part => part.messages) };
}

/** One manifest as it was written. */
export async function manifestPart(ws: Workspace, hash: PayloadHash): Promise<Manifest | undefined> {
  return payloadValue<Manifest>(await ws.db.payload.get(hash));
}
