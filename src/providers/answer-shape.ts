import { object, parseJson, type Json } from './json';

/** What an answer has to look like, by the name the two wires of OpenAI want it called. */
export const answerName = 'answer';

/**
 * A JSON Schema as providers that keep to one take it: nothing beside what is named, and all of that
 * (https://developers.openai.com/api/docs/guides/structured-outputs, 2026-11). `undefined` where the text is no schema.
 */
export function strictShape(schema: string | undefined): Json | undefined {
  const parsed = object(parseJson(schema ?? ''));
  return Object.keys(parsed).length > 0 ? object(strict(parsed)) : undefined;
}

function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { properties, ...rest } = object(schema);
  const others = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, strict(value)]));
  if (properties === undefined) return others;
  const named = Object.entries(object(properties)).map(([name, value]) => [name, strict(value)] as const);
  return {
    ...others,
    properties: Object.fromEntries(named),
    required: named.map(([name]) => name),
    additionalProperties: false,
  };
}
