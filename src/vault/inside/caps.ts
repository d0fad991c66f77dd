import { AppError } from '../../domain/error';
import type { NanoUsd } from '../../domain/money';
import type { KeyCaps } from '../../domain/ports';
import { weighFiles } from './file-bound';
import { dearestAt, ratesBound } from './rates';

/** What a key may do unless the user says otherwise, with a step-up. A judgement. */
export function defaultCaps(origin: string): KeyCaps {
  return { callsPerMinute: 120, bytesPerDay: 500_000_000, perCall: 5_000_000_000, ...dearestAt(origin) };
}

/** Whether every figure is a whole number that can be counted with. Throws `cap-reached` {cap}. */
export function checkCaps(caps: KeyCaps): KeyCaps {
  const { callsPerMinute, bytesPerDay, perCall, dearestInput, dearestOutput } = caps;
  const checked = { callsPerMinute, bytesPerDay, perCall, dearestInput, dearestOutput };
  for (const [cap, value] of Object.entries(checked)) {
    if (!Number.isSafeInteger(value) || value < 0) throw new AppError('cap-reached', { parameters: { cap } });
  }
  return checked;
}

/** Whether `caps` let more through than `than`: then they need the step-up. */
export function areLooser(caps: KeyCaps, than: KeyCaps): boolean {
  return (
    caps.callsPerMinute > than.callsPerMinute ||
    caps.bytesPerDay > than.bytesPerDay ||
    caps.perCall > than.perCall ||
    caps.dearestInput < than.dearestInput ||
    caps.dearestOutput < than.dearestOutput
  );
}

/** The wires that bill by tokens, by the end of their path, and where each says how much it may answer. */
const wires: readonly [RegExp, (body: Body) => unknown[]][] = [
  [/\/messages$/, body => [body.max_tokens]],
  [/\/responses$/, body => [body.max_output_tokens]],
  [/\/chat\/completions$/, body => [body.max_completion_tokens, body.max_tokens]],
  [/:(streamG|g)enerateContent$/, body => [body.generationConfig?.maxOutputTokens]],
];
/** Counting tokens is free. */
const freePosts = /(\/messages\/count_tokens|\/responses\/input_tokens|:countTokens)$/;

interface Body {
  model?: unknown;
  models?: unknown;
  n?: unknown;
  max_tokens?: unknown;
  max_output_tokens?: unknown;
  max_completion_tokens?: unknown;
  generationConfig?: { maxOutputTokens?: unknown; candidateCount?: unknown };
}

/**
 * The most a POST can cost: a token has at least one byte, so the body's bytes bound the input, but for its files. Throws
 * `no-output-limit` where a billed body sets no bound to its answer, `cap-reached` {cap, ceiling, limit} past the cap.
 */
export function checkCeiling(address: URL, body: string, bytes: number, caps: KeyCaps): void {
  const bills = caps.dearestInput > 0 || caps.dearestOutput > 0;
  if (!bills || freePosts.test(address.pathname)) return;
  const read = parseBody(body);
  const files = weighFiles(read);
  const input = bytes - files.bytes + files.tokens;
  const ceiling = Math.max(
    ...modelsOf(address, read).map(model => {
      const { dearestInput, dearestOutput } = ratesBound(address.origin, model, caps);
      return priceOf(input, dearestInput) + priceOf(outputLimit(address, read), dearestOutput);
    }),
  );
  if (ceiling > caps.perCall) {
    throw new AppError('cap-reached', { parameters: { cap: 'perCall', ceiling, limit: caps.perCall } });
  }
}

function priceOf(tokens: number, rate: number): NanoUsd {
  return Math.ceil(tokens * (rate / 1_000_000));
}

function outputLimit(address: URL, body: Body): number {
  const limits = wires.find(([path]) => path.test(address.pathname))?.[1](body) ?? [];
  const given = limits.filter(limit => limit !== undefined && limit !== null);
  if (given.length === 0 || !given.every(isCount)) throw new AppError('no-output-limit');
  const answers = [body.n, body.generationConfig?.candidateCount].filter(isCount);
  return Math.max(...given) * Math.max(1, ...answers);
}

/** OpenRouter may fall back to any of `models`; Gemini names its model in the path. */
function modelsOf(address: URL, body: Body): string[] {
  const inPath = /\/models\/([^/:]+)/.exec(address.pathname)?.[1];
  const listed: unknown[] = Array.isArray(body.models) ? body.models : [];
  const named = [inPath, body.model, ...listed].filter(model => typeof model === 'string');
  return named.length > 0 ? named : [''];
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0;
}

function parseBody(body: string): Body {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) return parsed;
  } catch {
    // Not JSON: then nothing in it limits the answer.
  }
  throw new AppError('no-output-limit');
}
