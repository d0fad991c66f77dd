import { Ajv2020 } from 'ajv/dist/2020.js';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { tableShapes } from '../../src/exchange/workspace-format';
import { schema, tableNames } from '../../src/storage/schema';
import { setPrice } from '../../src/storage/prices';
import { setSetting } from '../../src/storage/settings';
import { freshWorkspace } from '../storage/workspace-fixture';
import { converse, fileOf } from './file-fixture';
import { workspaceSchema } from './json-schema';

const published = resolve(import.meta.dirname, '../../docs/workspace.schema.json');

/** Fields of the envelope by class of table (DATA: Row envelope). */
const envelopes: Record<string, string[]> = {
  document: ['id', 'v', 'at', 'born', 'edits', 'gone', 'home'],
  link: ['id', 'v', 'at', 'born', 'edits', 'gone', 'home'],
  ledger: ['id', 'v', 'at', 'born', 'replica'],
  chained: ['id', 'v', 'at', 'born', 'replica', 'seq', 'prev', 'hash'],
  blob: ['id'],
  grave: ['id'],
};

test('the published JSON Schema is the one imports are checked with', () => {
  const made = `${JSON.stringify(workspaceSchema(), null, 2)}\n`;
  if (process.env['UPDATE_SCHEMA']) writeFileSync(published, made);
  expect(readFileSync(published, 'utf8')).toBe(made);
});

test('a real export fits the published JSON Schema', async () => {
  const ws = await freshWorkspace();
  await converse(ws, 'Hello', 'Hi');
  await setSetting(ws, 'theme', 'dark');
  const body = { model: 'gpt-6', rates: { input: 1, output: 2 }, tiers: [], date: '2026-11-25' };
  await setPrice(ws, { source: 'user', provider: 'openai', body });
  const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(readFileSync(published, 'utf8')) as object);
  validate(JSON.parse(await fileOf(ws)));
  expect(validate.errors).toBeNull();
});

test('every table that leaves has a shape, with exactly the fields of the schema', () => {
  expect(Object.keys(tableShapes).sort()).toEqual(tableNames.filter(name => schema[name].file));
  const fields = Object.entries(tableShapes).map(([name, shape]) => [name, Object.keys(shape.entries).sort()]);
  const declared = Object.keys(tableShapes).map(name => {
    const spec = Object.entries(schema).find(([one]) => one === name)?.[1];
    return [name, [...Object.keys(spec?.fields ?? {}), ...(envelopes[spec?.class ?? ''] ?? [])].sort()];
  });
  expect(fields).toEqual(declared);
});
