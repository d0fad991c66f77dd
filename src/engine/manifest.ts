import type { MessageRow } from '../domain/conversation';
import type { PayloadHash } from '../domain/row';
import type { Call } from './step';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** What a model call saw, by reference: enough to show it again and to prove that it was this (DATA: Payloads). */
export interface Manifest {
  messages: PayloadHash[];
  agent: string;
  model: string;
  connection: string;
  maxOutput: number;
  effort?: string;
  tools: string[];
  /** SHA-256 of the request body, lower-case hex. */
  body: string;
}

/** The manifest of a prepared call. */
export function manifestOf(call: Call, window: readonly { row: MessageRow }[]): Manifest {
  const { request } = call;
  return {
    messages: window.map(({ row }) => row.payload),
    agent: call.run.agent,
    model: request.model,
    connection: call.connection.id,
    maxOutput: request.maxOutput,
    ...(request.effort === undefined ? {} : { effort: request.effort }),
    tools: request.tools.map(tool => tool.name),
    body: bytesToHex(sha256(new TextEncoder().encode(call.body))),
  };
}
