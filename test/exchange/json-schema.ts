import type * as v from 'valibot';
import { format, headShape, tableShapes } from '../../src/exchange/workspace-format';

type Shape = v.GenericSchema;
type JsonSchema = Record<string, unknown>;

/** What the shapes of the product use of valibot, seen without types. */
interface Seen {
  type: string;
  pipe?: readonly { kind: string; type: string; requirement?: unknown }[];
  entries?: Record<string, Shape>;
  wrapped?: Shape;
  item?: Shape;
  key?: Shape;
  value?: Shape;
  options?: readonly unknown[];
  literal?: unknown;
}

/** The workspace file as JSON Schema (draft 2020-12), made from the very shapes that an import is checked with. */
export function workspaceSchema(): JsonSchema {
  const tables = Object.fromEntries(
    Object.keys(tableShapes)
      .sort()
      .map(name => [name, { type: 'array', items: { $ref: `#/$defs/${name}` } }]),
  );
  const head = schemaOf(headShape);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: format,
    description: 'A whole Retinue workspace. Rules that a schema cannot say (hashes, chains, sizes) are in FORMAT.md.',
    ...head,
    properties: {
      ...(head['properties'] as object),
      tables: { type: 'object', properties: tables, additionalProperties: false },
    },
    required: [...(head['required'] as string[]), 'tables'],
    $defs: Object.fromEntries(Object.entries(tableShapes).map(([name, shape]) => [name, schemaOf(shape)])),
  };
}

/** Throws for a kind of shape it does not know: nothing is left out in silence. */
function schemaOf(shape: Shape): JsonSchema {
  const seen = shape as unknown as Seen;
  const limits = Object.assign({}, ...(seen.pipe ?? []).slice(1).map(limitOf)) as JsonSchema;
  return { ...kindOf(seen), ...limits };
}

function kindOf(seen: Seen): JsonSchema {
  switch (seen.type) {
    case 'string':
    case 'number':
    case 'boolean':
      return { type: seen.type };
    case 'unknown':
      return {};
    case 'null':
      return { type: 'null' };
    case 'literal':
      return { const: seen.literal };
    case 'picklist':
      return { enum: seen.options };
    case 'union':
    case 'variant':
      return { oneOf: (seen.options as Shape[]).map(schemaOf) };
    case 'array':
      return { type: 'array', items: schemaOf(seen.item as Shape) };
    case 'record':
      return {
        type: 'object',
        propertyNames: schemaOf(seen.key as Shape),
        additionalProperties: schemaOf(seen.value as Shape),
      };
    case 'strict_object':
      return objectOf(seen.entries ?? {});
    default:
      throw new Error(`no JSON Schema for ${seen.type}`);
  }
}

function objectOf(entries: Record<string, Shape>): JsonSchema {
  const isOptional = (shape: Shape) => shape.type === 'optional';
  const inner = (shape: Shape) => (isOptional(shape) ? ((shape as unknown as Seen).wrapped as Shape) : shape);
  return {
    type: 'object',
    properties: Object.fromEntries(Object.entries(entries).map(([name, shape]) => [name, schemaOf(inner(shape))])),
    required: Object.keys(entries).filter(name => entries[name] && !isOptional(entries[name])),
    additionalProperties: false,
  };
}

function limitOf({ type, requirement }: { type: string; requirement?: unknown }): JsonSchema {
  switch (type) {
    case 'regex':
      return { pattern: (requirement as RegExp).source };
    case 'safe_integer':
      return { type: 'integer', maximum: Number.MAX_SAFE_INTEGER };
    case 'min_value':
      return { minimum: requirement };
    case 'max_value':
      return { maximum: requirement };
    case 'min_length':
      return { minItems: requirement };
    case 'max_length':
      return { maxItems: requirement };
    default:
      throw new Error(`no JSON Schema for ${type}`);
  }
}
