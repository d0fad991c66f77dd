import { hexToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { AppError } from '../domain/error';
import { JsonReader } from '../lib/json-reader';
import { packed, payloadHash } from '../storage/payloads';
import type { Rows, TableName } from '../storage/rows';
import { schema } from '../storage/schema';
import type { RowToStage } from '../storage/staging';
import { checkChains, checkShape, damaged } from './check-chains';
import { settingShapes } from './document-shapes';
import { messageBodyShape } from './payload-shape';
import { fileError } from './read-file';
import {
  forbiddenKeys,
  formatName,
  formatVersion,
  headShape,
  limits,
  tableShapes,
  type FileHead,
  type FileTable,
} from './workspace-format';

/** Checks every row of a file and its head. All checks throw `AppError` `file-…`. */
interface RowCheck {
  /** A row, as it will be put into its table. */
  take(table: FileTable, value: unknown): RowToStage;
  /** The rest of the file, once all rows have passed. */
  finish(rest: unknown): FileHead;
}

const headOnly = v.strictObject({ ...headShape.entries, tables: v.record(v.string(), v.array(v.never())) });

/** A fresh check. `salts` are those of the file's head, which comes before its rows. */
export function checkRows(saltsOf: () => readonly string[]): RowCheck {
  const chains = checkChains();
  const seen = new Set<string>();
  return {
    take(table, value) {
      const row = checkShape(tableShapes[table], value, table);
      if (seen.has(`${table}|${row.id}`))
        throw new AppError('file-wrong-shape', { parameters: { table, where: row.id } });
      seen.add(`${table}|${row.id}`);
      if (table === 'payload') return stagedPayload(row as Rows['payload'] & { body: string }, saltsOf());
      if (table === 'setting') checkSetting(row as Rows['setting']);
      if (table !== 'cost') return { table, key: row.id, row, follows: true };
      const entry = row as Rows['cost'];
      // In the order of the chain: it can only be joined at its end.
      const follows = chains.take(entry);
      return { table, key: `${entry.replica}|${String(entry.seq).padStart(12, '0')}`, row, follows };
    },
    finish(rest) {
      checkFormat(rest);
      const { tables: _, ...head } = checkShape(headOnly, rest, '');
      chains.finish(head.heads);
      return head;
    },
  };
}

/** Throws `file-not-a-workspace`, or `file-newer` for a later major version. */
export function checkFormat(root: unknown): void {
  const named = typeof root === 'object' && root !== null && 'format' in root ? String(root.format) : '';
  const [name, version] = named.split('/');
  if (name !== formatName || !/^\d+$/.test(version ?? '')) throw new AppError('file-not-a-workspace');
  if (Number(version) > formatVersion) throw new AppError('file-newer', { parameters: { version: Number(version) } });
  if (Number(version) < formatVersion) throw new AppError('file-not-a-workspace');
}

/** The name of a table of the file, or `undefined`. */
export function tableNamed(name: string | undefined): FileTable | undefined {
  return name !== undefined && isFileTable(name) ? name : undefined;
}

const isFileTable = (name: string): name is FileTable =>
  Object.hasOwn(tableShapes, name) && schema[name as TableName].file;

function checkSetting({ name, body }: Rows['setting']): void {
  const shape = Object.hasOwn(settingShapes, name) ? settingShapes[name] : undefined;
  if (shape) checkShape(shape, body.value, 'setting');
}

/** A payload must be what its keyed hash says, and JSON of a known kind. */
function stagedPayload(row: { id: string; size: number; body: string }, salts: readonly string[]): RowToStage {
  const bytes = new TextEncoder().encode(row.body);
  const isOurs = salts.some(salt => payloadHash(hexToBytes(salt), bytes) === row.id);
  if (!isOurs || bytes.length !== row.size) throw damaged('payload', row.id);
  const value = readStrictly(row.body);
  // What the user said to a request is a text of its own.
  if (typeof value !== 'string' && (typeof value !== 'object' || value === null))
    throw new AppError('file-wrong-shape', { parameters: { table: 'payload', where: row.id } });
  if (typeof value === 'object' && 'parts' in value) checkShape(messageBodyShape, value, 'payload');
  return { table: 'payload', key: row.id, row: { ...row, body: packed(row.body, row.size) }, follows: true };
}

function readStrictly(text: string): unknown {
  try {
    const reader = new JsonReader({ depth: limits.depth, forbiddenKeys });
    reader.push(text);
    return reader.end();
  } catch (error) {
    throw fileError(error);
  }
}
