import { bytesToHex } from '@noble/hashes/utils.js';
import type { RunState } from '../domain/fold';
import type { Id } from '../domain/id';
import type { Usage } from '../domain/usage';
import type { MessageReading } from '../storage/messages';
import { manifestPart, type Manifest } from '../storage/manifests';
import type { Engine } from './engine';
import type { Call } from './call';

/** A call of this run that its leader has made itself. */
export interface KnownCall {
  act: Id<'act'>;
  attempt: number;
  manifest: Manifest;
  /** What its provider said it used, once that is booked. */
  usage?: Usage;
}

/** The manifest of a prepared call: what was added since the run's last call, or all of it where the window changed. */
export async function manifestOf(
  { workspace }: Engine,
  state: RunState,
  call: Call,
  window: readonly MessageReading[],
  known?: KnownCall,
): Promise<Manifest> {
  const { request, run } = call;
  const last = [...state.acts.values()].findLast(act => act.kind === 'model-call' && act.manifest);
  const hash = last?.manifest;
  const isKnown = known !== undefined && known.act === last?.id && known.attempt === last.attempt;
  const before = isKnown ? known.manifest : hash && (await manifestPart(workspace, hash));
  const grew = before && window[before.count - 1]?.row.id === before.tip;
  const fresh = grew ? window.slice(before.count) : window;
  return {
    ...(grew && hash !== undefined ? { previous: hash } : {}),
    messages: fresh.map(({ row }) => row.payload),
    count: window.length,
    tip: window.at(-1)?.row.id ?? run.tip,
    agent: run.agent,
    instructions: call.instructions,
    model: request.model,
    connection: call.connection.id,
    maxOutput: request.maxOutput,
    ...(request.effort === undefined ? {} : { effort: request.effort }),
    tools: request.tools.map(tool => tool.name),
    body: await bodyHash(call.body),
  };
}

/** SHA-256 of a request body, lower-case hex. By the browser, beside this thread: with files in it a body has megabytes. */
export async function bodyHash(body: string): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body))));
}
