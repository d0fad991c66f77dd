import type { StreamEvent } from '../domain/stream';
import { addPieces, argumentsOf, type Arguments } from './gemini-arguments';
import { parseJson, text, type Json } from './json';
import type { Origin } from './wire-call';

/** A tool call while it grows. */
interface OpenCall {
  call: string;
  name: string;
  input: Arguments;
  signature: string | undefined;
}

/** The tool calls of one answer. Each comes whole, or as a name, pieces of its arguments and an empty end. */
export function geminiCalls({ turn, ...origin }: Origin) {
  let open: OpenCall | undefined;
  let asked = 0;

  function* grow(piece: Json, signature: string | undefined): Generator<StreamEvent> {
    const name = text(piece['name']);
    if (name !== undefined) {
      yield* finish();
      const call = text(piece['id']) || `call_${turn}_${asked}`;
      asked += 1;
      open = { call, name, input: argumentsOf(piece['args']), signature };
    }
    if (!open) return;
    open.signature ??= signature;
    addPieces(open.input, piece['partialArgs']);
    if (piece['willContinue'] !== true) yield* finish();
  }

  /** The one that is still growing is whole. */
  function* finish(): Generator<StreamEvent> {
    if (!open) return;
    const { call, name, input, signature } = open;
    open = undefined;
    const json = JSON.stringify(input);
    yield { kind: 'tool-call-delta', call, name, json };
    const block = { thoughtSignature: signature };
    const kept = signature === undefined ? {} : { replay: { wire: 'gemini' as const, ...origin, block } };
    yield { kind: 'part', part: { kind: 'tool-call', call, name, input: parseJson(json), ...kept } };
  }

  return { grow, finish, areAsked: () => asked > 0 };
}
