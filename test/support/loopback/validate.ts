import { readFileSync } from 'node:fs';

import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { parse } from 'yaml';

import { keysOf } from '../../../src/lib/entries';
import { shared } from '../shared';
import { wrongGeminiShape } from './gemini-rules';
import type { Dialect } from './hosts';
import { keptCode } from './kept-code';

/** Request bodies held to a published OpenAPI description nobody here wrote, where it lies beside the project. */

const place = shared('specs/openrouter.openapi.yaml');
type Described = Exclude<Dialect, 'gemini'>;
const paths: Readonly<Record<Described, string>> = {
  'anthropic-messages': '/messages',
  'openai-responses': '/responses',
  'openai-chat': '/chat/completions',
};

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

let description: Json | undefined;
const compiled = new Map<Described, ValidateFunction>();

export function hasDescription(): boolean {
  return place !== undefined;
}

/** The first thing wrong with a body's shape, or nothing; nothing also where the description is absent. */
export function wrongShape(dialect: Dialect, body: unknown): string | undefined {
  if (dialect === 'gemini') return wrongGeminiShape(body);
  if (place === undefined) return undefined;
  let validate = compiled.get(dialect);
  if (!validate) {
    validate = validatorOf(place, dialect);
    compiled.set(dialect, validate);
  }
  if (validate(body)) return undefined;
  const deepest = [...(validate.errors ?? [])].sort((a, b) => b.instancePath.length - a.instancePath.length)[0];
  return `${deepest?.instancePath ?? ''} ${deepest?.message ?? 'does not match'} ${JSON.stringify(deepest?.params ?? {})}`.trim();
}

/** Loads all descriptions now, so that no test waits for it in the middle of a call; the first time they are compiled. */
export function prepareDescriptions(): void {
  if (place === undefined) return;
  for (const dialect of keysOf(paths)) if (!compiled.has(dialect)) compiled.set(dialect, validatorOf(place, dialect));
}

/** Compiled once (3.7 s of reading and compiling for all): every process of every suite needs them. */
function validatorOf(place: string, dialect: Described): ValidateFunction {
  const madeOf = [readFileSync(place), readFileSync(new URL(import.meta.url)), dialect];
  return keptCode(madeOf, () => compile(place, dialect)) as ValidateFunction;
}

/** The code of a module that is the validator. */
function compile(place: string, dialect: Described): string {
  description ??= parse(readFileSync(place, 'utf8'));
  const root = at(description, [
    'paths',
    paths[dialect],
    'post',
    'requestBody',
    'content',
    'application/json',
    'schema',
  ]);
  const schemas = at(description, ['components', 'schemas']);
  const reachable: Record<string, Json> = {};
  const visit = (node: Json) => {
    if (node === null || typeof node !== 'object') return;
    if (!Array.isArray(node) && typeof node['$ref'] === 'string') {
      const name = node['$ref'].split('/').at(-1) ?? '';
      if (!(name in reachable)) {
        reachable[name] = mended(at(schemas, [name]));
        visit(at(schemas, [name]));
      }
    }
    for (const child of Object.values(node)) visit(child);
  };
  visit(root);
  const schema = { $ref: '#/components/schemas/' + nameOf(root), components: { schemas: reachable } };
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: false, code: { source: true } });
  return standaloneCode(ajv, ajv.compile(schema));
}

/** Three things of OpenAPI 3.0 that JSON Schema 2020-12 does not know. */
function mended(node: Json): Json {
  if (Array.isArray(node)) return node.map(mended);
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(
    ([name, value]) =>
      !name.startsWith('x-') &&
      name !== 'nullable' &&
      !((name === 'exclusiveMinimum' || name === 'exclusiveMaximum') && typeof value === 'boolean'),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, mended(value)]));
}

function at(node: Json | undefined, names: readonly string[]): Json {
  let here: Json = node ?? null;
  for (const name of names) {
    here = here !== null && typeof here === 'object' && !Array.isArray(here) ? (here[name] ?? null) : null;
  }
  return here;
}

function nameOf(node: Json): string {
  const reference = at(node, ['$ref']);
  return typeof reference === 'string' ? (reference.split('/').at(-1) ?? '') : '';
}
