import * as v from 'valibot';
import { unavailability } from '../domain/fallback';
import { fileTypes } from '../domain/media-type';
import { count, hash, wire } from './shape-blocks';

const replay = v.strictObject({ wire, model: v.string(), host: v.optional(v.string()), block: v.unknown() });

const part = v.variant('kind', [
  v.strictObject({ kind: v.literal('text'), text: v.string() }),
  v.strictObject({
    kind: v.literal('file'),
    payload: hash,
    type: v.picklist(fileTypes),
    name: v.string(),
    size: count,
    width: v.optional(count),
    height: v.optional(count),
    pages: v.optional(count),
  }),
  v.strictObject({ kind: v.literal('reasoning'), text: v.string(), replay: v.optional(replay) }),
  v.strictObject({
    kind: v.literal('tool-call'),
    call: v.string(),
    name: v.string(),
    input: v.optional(v.unknown()),
    unparsed: v.optional(v.string()),
    replay: v.optional(replay),
  }),
  v.strictObject({
    kind: v.literal('tool-result'),
    call: v.string(),
    name: v.string(),
    output: v.string(),
    isError: v.optional(v.boolean()),
  }),
  v.strictObject({ kind: v.literal('provider'), type: v.string(), replay }),
]);

/** What a payload with `parts` must be: the body of a message. Payloads without are texts and manifests: shown, never run. */
export const messageBodyShape = v.strictObject({
  parts: v.array(part),
  model: v.optional(v.string()),
  duration: v.optional(v.pipe(v.number(), v.minValue(0))),
  keptShort: v.optional(v.literal(true)),
  instead: v.optional(v.strictObject({ of: v.string(), because: v.picklist(unavailability) })),
});
