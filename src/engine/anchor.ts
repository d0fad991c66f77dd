import type { ModelChoice } from '../domain/agent';
import type { Anchor } from '../domain/input-bound';
import type { Turn } from '../domain/model-request';
import { answeredCall } from '../storage/answered-call';
import type { Manifest } from '../storage/manifests';
import type { MessageReading } from '../storage/messages';
import type { Workspace } from '../storage/open';
import { bodyHash, type KnownCall } from './manifest';
import { turnsOf } from './prompt';

/** A call about to be made, as far as it tells in what an earlier one began. */
export interface Sought {
  choice: ModelChoice;
  turns: readonly Turn[];
  /** The body this call would have if it were shown only these messages, with another call's parameters. */
  bodyOf: (messages: readonly MessageReading[], like: Pick<Manifest, 'maxOutput' | 'effort'>) => string;
  /** The call of this run that was made last: it is not read again. */
  known?: KnownCall | undefined;
}

/**
 * The call that wrote the last answer of a window, where the request to be made begins with that call's request, byte
 * for byte: made again from the same messages its body must have the hash that was journalled. Whatever has changed
 * since, an instruction, a tool, a forgotten message, a summary, makes that hash another, and there is no anchor.
 */
export async function anchorOf(
  workspace: Workspace,
  window: readonly MessageReading[],
  { choice, turns, bodyOf, known }: Sought,
): Promise<Anchor | undefined> {
  const at = window.findLastIndex(({ row }) => row.role === 'agent');
  const answer = window[at];
  const act = answer?.row.cut ? undefined : answer?.row.act;
  const call = act && (act === known?.act ? known : await answeredCall(workspace, act));
  if (!answer || !call?.usage) return undefined;
  const { manifest, usage } = call;
  const isNext = manifest.count === at && window[at - 1]?.row.id === manifest.tip;
  if (!isNext || manifest.model !== choice.model || manifest.connection !== choice.connection) return undefined;
  if ((await bodyHash(bodyOf(window.slice(0, at), manifest))) !== manifest.body) return undefined;
  const shown = turnsOf(window.slice(0, at + 1)).length;
  return { usage, answer: { role: 'agent', parts: answer.body.parts }, since: turns.slice(shown) };
}
