import { list, object, text, type Json } from './json';

/** The arguments of a call while they arrive. Objects have no prototype, so that no name means more than itself. */
export type Arguments = Record<string | number, unknown>;

/** Arguments that came in one piece, ready for others. */
export function argumentsOf(whole: unknown): Arguments {
  return Object.assign(emptyArguments(), object(whole));
}

const emptyArguments = (): Arguments => Object.create(null);

/**
 * Adds pieces of arguments where their paths say (`$.city`, `$.stops[0].name`, `$['a b']`); strings grow at their end
 * (https://docs.cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling, 2026-05). A piece that fits
 * nowhere is passed over: the tool checks what it is given.
 */
export function addPieces(whole: Arguments, pieces: unknown): void {
  for (const piece of list(pieces).map(object)) {
    const steps = stepsOf(text(piece['jsonPath']) ?? '');
    const last = steps.pop();
    if (last === undefined) continue;
    const place = steps.reduce<Arguments | undefined>(
      (here, step, index) => here && inside(here, step, steps[index + 1] ?? last),
      whole,
    );
    if (place && fits(place, last)) place[last] = grown(place[last], piece);
  }
}

function stepsOf(path: string): (string | number)[] {
  const steps = path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\[(?:'([^']*)'|"([^"]*)")\]/g);
  return Array.from(steps, ([, name, index, single, double]) =>
    index === undefined ? (name ?? single ?? double ?? '') : Number(index),
  );
}

/** What stands at a step, made where nothing does: a list when the step after it is a number. */
function inside(here: Arguments, step: string | number, next: string | number): Arguments | undefined {
  if (!fits(here, step)) return undefined;
  const there = (here[step] ??= typeof next === 'number' ? [] : emptyArguments());
  // A list is reached by numbers as an object is by names.
  return typeof there === 'object' && there !== null ? (there as Arguments) : undefined;
}

/** A list grows by one at a time: an index far beyond its end is no list. */
function fits(here: Arguments, step: string | number): boolean {
  return Array.isArray(here) ? typeof step === 'number' && step <= here.length : typeof step === 'string';
}

function grown(before: unknown, piece: Json): unknown {
  const { stringValue, numberValue, boolValue } = piece;
  if (typeof stringValue === 'string') return (text(before) ?? '') + stringValue;
  return numberValue ?? boolValue ?? null;
}
