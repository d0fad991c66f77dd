import type { Rows, TableName } from './rows';

/** How a table merges and whether it may leave (DATA: Table classes). */
type TableClass = 'chained' | 'ledger' | 'document' | 'link' | 'blob' | 'grave' | 'derived' | 'device';

/**
 * `plain`: ids, instants, enums, numbers, flags, hashes: readable without a key.
 * `body`: all text, and what no list needs; sealed as one.
 */
type FieldClass = 'plain' | 'body';

/** Fields whose meaning is the same in every table (DATA: Row envelope). */
export type EnvelopeField =
  | 'id'
  | 'v'
  | 'at'
  | 'born'
  | 'edits'
  | 'gone'
  | 'home'
  | 'replica'
  | 'seq'
  | 'prev'
  | 'hash';

type FieldsOf<Row> = Row extends unknown ? Exclude<keyof Row, EnvelopeField> : never;

interface TableSpec<Row> {
  class: TableClass;
  /** Whether rows go into the workspace file. */
  file: boolean;
  /** Dexie's index list, the primary key first. Never over text, names, hosts or tags. */
  indexes: string;
  /** Every field that is not of the envelope: a new field without a class does not compile. */
  fields: { [Field in FieldsOf<Row>]-?: FieldClass };
}

/** The declaration of some tables. */
export type Specs<Names extends TableName> = { readonly [Name in Names]: TableSpec<Rows[Name]> };
