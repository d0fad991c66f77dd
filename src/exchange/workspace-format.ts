import * as v from 'valibot';
import { fileLimit } from '../domain/file-limit';
import { documentShapes } from './document-shapes';
import { ledgerShapes } from './ledger-shapes';
import { count, hash, instant, replica } from './shape-blocks';

/** The name and major version of the workspace file; docs/FORMAT.md tells it in words. */
export const formatName = 'retinue-workspace';
export const formatVersion = 1;
export const format = `${formatName}/${formatVersion}`;

/** Every table of the file with the shape of its rows. */
export const tableShapes = { ...documentShapes, ...ledgerShapes };

export type FileTable = keyof typeof tableShapes;

/** The file without its tables. Keys come in canonical order, so what says how to read the rest comes first. */
export const headShape = v.strictObject({
  exportedAt: instant,
  format: v.literal(format),
  heads: v.array(v.strictObject({ replica, seq: count, hash })),
  salts: v.pipe(v.array(hash), v.minLength(1), v.maxLength(64)),
});

export type FileHead = v.InferOutput<typeof headShape>;

/** What a file may be at most: a file beyond these is refused before it is understood. */
export const limits = {
  /** Bytes as they lie on disk: no fewer than unpacked, for exports are plain. */
  packed: fileLimit,
  /** Bytes after unpacking. */
  unpacked: fileLimit,
  /** Arrays and objects inside one another. */
  depth: 64,
};

/** Names that would reach into the prototypes of objects. */
export const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
