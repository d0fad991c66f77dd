import type { SentFiles, Turn } from '../domain/model-request';
import type { FilePart, Part, Replay, ToolCallPart, ToolResultPart } from '../domain/part';
import { tellTools } from './told-tools';

/** Told to the model where a tool's answer never came: every call in a window has exactly one result. */
const noResult = 'There is no result: the call was interrupted.';

/** Stands in for what a window no longer holds: a request must begin with the user. */
export const leftOut = '(The beginning of this conversation is left out.)';

/** Where a request goes, as far as replayed blocks and files care. */
interface Destination {
  wire: Replay['wire'];
  model: string;
  /** Host of the base URL. */
  host: string;
  /** The files that are sent along. */
  files?: SentFiles | undefined;
  /** The request offers none: calls and results are told in words. */
  withoutTools?: boolean;
}

/**
 * The window as every wire can take it: blocks signed or encrypted elsewhere are left out, files that are not sent are
 * told by their name, each tool call is followed by exactly one result (a synthetic one where it is missing), turns of the
 * same role are one, and nothing is empty.
 */
export function settleTurns(turns: readonly Turn[], destination: Destination): Turn[] {
  const settled: Turn[] = [];
  const paired = pairResults(turns);
  for (const turn of destination.withoutTools ? tellTools(paired) : paired) {
    const parts = turn.parts.flatMap(part => settlePart(part, destination));
    if (parts.length === 0) continue;
    const previous = settled.at(-1);
    if (previous?.role === turn.role)
      settled[settled.length - 1] = { role: turn.role, parts: [...previous.parts, ...parts] };
    else settled.push({ role: turn.role, parts });
  }
  return settled;
}

/** Puts the results of a turn's calls right behind it, in the order of the calls. */
function pairResults(turns: readonly Turn[]): Turn[] {
  const results = new Map<ToolCallPart, ToolResultPart>();
  const open = new Map<string, ToolCallPart>();
  for (const part of turns.flatMap(turn => turn.parts)) {
    if (part.kind === 'tool-call') open.set(part.call, part);
    if (part.kind !== 'tool-result') continue;
    const call = open.get(part.call);
    if (call && !results.has(call)) results.set(call, part);
  }
  return turns.flatMap((turn): Turn[] => {
    if (turn.role === 'tool') return [];
    const calls = turn.parts.filter(part => part.kind === 'tool-call');
    const answers = calls.map(
      (call): ToolResultPart =>
        results.get(call) ?? { kind: 'tool-result', call: call.call, name: call.name, output: noResult, isError: true },
    );
    return answers.length === 0 ? [turn] : [turn, { role: 'tool', parts: answers }];
  });
}

function settlePart(part: Part, destination: Destination): Part[] {
  switch (part.kind) {
    case 'text':
      return part.text.trim() === '' ? [] : [part];
    case 'file':
      return [destination.files?.[part.payload] ? part : { kind: 'text', text: notShown(part) }];
    case 'reasoning':
    case 'provider':
      return part.replay && comesFrom(part.replay, destination) ? [part] : [];
    case 'tool-call': {
      if (!part.replay || comesFrom(part.replay, destination)) return [part];
      const { replay: _, ...neutral } = part;
      return [neutral];
    }
    case 'tool-result':
      return [part];
  }
}

const notShown = ({ name }: FilePart) =>
  `(The file ${JSON.stringify(name)} came with this message. You cannot see it.)`;

/** What is in a file, base64. Only of one that `settleTurns` left as it is. */
export const dataOf = (files: SentFiles | undefined, { payload }: FilePart): string => files?.[payload]?.data ?? '';

/** A file as the address that holds it (RFC 2397). */
export const dataUrl = (files: SentFiles | undefined, part: FilePart): string =>
  `data:${part.type};base64,${dataOf(files, part)}`;

function comesFrom(replay: Replay, { wire, model, host }: Destination): boolean {
  const isSameHost = replay.host === undefined || replay.host === host;
  return replay.wire === wire && isSameHost && familyOf(replay.model) === familyOf(model);
}

/**
 * Models that can read each other's signed blocks, as far as an id tells: vendor and first word (`anthropic/claude`,
 * `gpt`), for Gemini also its generation (`gemini-3`). Too narrow is safe, it only leaves reasoning out.
 */
export function familyOf(model: string): string {
  return /^(?:[^/]*\/)*(?:gemini-\d+|[a-z]*)/i.exec(model)?.[0].toLowerCase() ?? model;
}

/** Host of a base URL, or the text itself where it is none. */
export function hostOf(baseUrl: string): string {
  return URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl;
}
