import { keysOf } from '../lib/entries';
import type { Rows, TableName } from './rows';

/** How a table merges and whether it may leave (DATA: Table classes). */
export type TableClass = 'chained' | 'ledger' | 'document' | 'link' | 'blob' | 'grave' | 'derived' | 'device';

/**
 * `plain`: ids, instants, enums, numbers, flags, hashes: readable without a key.
 * `body`: all text, and what no list needs; sealed as one.
 */
export type FieldClass = 'plain' | 'body';

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

export interface TableSpec<Row> {
  class: TableClass;
  /** Whether rows go into the workspace file. */
  file: boolean;
  /** Dexie's index list, the primary key first. Never over text, names, hosts or tags. */
  indexes: string;
  /** Every field that is not of the envelope: a new field without a class does not compile. */
  fields: { [Field in FieldsOf<Row>]-?: FieldClass };
}

/** The declaration that export, import, merge, forget and sealing read. */
export const schema: { readonly [Name in TableName]: TableSpec<Rows[Name]> } = {
  agent: {
    class: 'document',
    file: true,
    indexes: 'id',
    fields: {
      state: 'plain',
      hue: 'plain',
      tier: 'plain',
      connection: 'plain',
      instructions: 'plain',
      maxOutput: 'plain',
      simulated: 'plain',
      body: 'body',
    },
  },
  instructions: {
    class: 'document',
    file: true,
    indexes: 'id, agent',
    fields: { agent: 'plain', number: 'plain', body: 'body' },
  },
  conversation: {
    class: 'document',
    file: true,
    indexes: 'id, activeAt, [agent+activeAt]',
    fields: {
      agent: 'plain',
      project: 'plain',
      pinned: 'plain',
      archived: 'plain',
      leaf: 'plain',
      activeAt: 'plain',
      readAt: 'plain',
      simulated: 'plain',
      body: 'body',
    },
  },
  message: {
    class: 'document',
    file: true,
    indexes: 'id, born, [conversation+born], parent',
    fields: {
      conversation: 'plain',
      parent: 'plain',
      role: 'plain',
      agent: 'plain',
      run: 'plain',
      act: 'plain',
      payload: 'plain',
      labels: 'plain',
      stop: 'plain',
      cut: 'plain',
      cost: 'plain',
      simulated: 'plain',
    },
  },
  connection: {
    class: 'document',
    file: true,
    indexes: 'id',
    fields: { provider: 'plain', wire: 'plain', body: 'body' },
  },
  setting: { class: 'document', file: true, indexes: 'id', fields: { name: 'plain', body: 'body' } },
  price: { class: 'document', file: true, indexes: 'id', fields: { source: 'plain', provider: 'plain', body: 'body' } },
  project: { class: 'document', file: true, indexes: 'id', fields: { body: 'body' } },
  task: {
    class: 'document',
    file: true,
    indexes: 'id, status, conversation',
    fields: {
      agent: 'plain',
      conversation: 'plain',
      project: 'plain',
      message: 'plain',
      simulated: 'plain',
      status: 'plain',
      body: 'body',
    },
  },
  budget: {
    class: 'document',
    file: true,
    indexes: 'id',
    fields: { scope: 'plain', of: 'plain', window: 'plain', limit: 'plain', warnAt: 'plain', consequence: 'plain' },
  },
  grant: {
    class: 'document',
    file: false,
    indexes: 'id, agent',
    fields: { agent: 'plain', decision: 'plain', body: 'body' },
  },
  link: { class: 'link', file: true, indexes: 'id, from, to', fields: { kind: 'plain', from: 'plain', to: 'plain' } },
  event: {
    class: 'ledger',
    file: true,
    indexes: 'id, born, [run+number]',
    fields: { run: 'plain', number: 'plain', epoch: 'plain', event: 'plain' },
  },
  cost: {
    class: 'chained',
    file: true,
    indexes: 'id, [replica+seq], replica, born, [conversation+born], [agent+born], corrects',
    fields: {
      kind: 'plain',
      corrects: 'plain',
      dayUtc: 'plain',
      dayLocal: 'plain',
      run: 'plain',
      act: 'plain',
      attempt: 'plain',
      message: 'plain',
      conversation: 'plain',
      project: 'plain',
      task: 'plain',
      agent: 'plain',
      connection: 'plain',
      provider: 'plain',
      model: 'plain',
      purpose: 'plain',
      usage: 'plain',
      rawUsage: 'plain',
      rates: 'plain',
      source: 'plain',
      cost: 'plain',
      low: 'plain',
      high: 'plain',
      ceiling: 'plain',
      basis: 'plain',
      providerId: 'plain',
    },
  },
  activity: { class: 'ledger', file: true, indexes: 'id, born', fields: { happened: 'plain' } },
  payload: { class: 'blob', file: true, indexes: 'id', fields: { size: 'plain', body: 'body' } },
  grave: { class: 'grave', file: true, indexes: 'id', fields: { of: 'plain', stamp: 'plain' } },
  run: {
    class: 'derived',
    file: false,
    indexes: 'id, phase, [phase+since], [conversation+phase], task',
    fields: {
      task: 'plain',
      conversation: 'plain',
      agent: 'plain',
      message: 'plain',
      tip: 'plain',
      status: 'plain',
      phase: 'plain',
      cancelling: 'plain',
      last: 'plain',
      steps: 'plain',
      cost: 'plain',
      simulated: 'plain',
      since: 'plain',
      body: 'body',
    },
  },
  act: {
    class: 'derived',
    file: false,
    indexes: 'id, run',
    fields: {
      run: 'plain',
      kind: 'plain',
      status: 'plain',
      effect: 'plain',
      reach: 'plain',
      attempt: 'plain',
      number: 'plain',
      call: 'plain',
      started: 'plain',
      ended: 'plain',
      manifest: 'plain',
      ceiling: 'plain',
    },
  },
  rollup: {
    class: 'derived',
    file: false,
    indexes: 'id, [scope+day], [agent+day]',
    fields: {
      scope: 'plain',
      day: 'plain',
      agent: 'plain',
      connection: 'plain',
      model: 'plain',
      purpose: 'plain',
      conversation: 'plain',
      calls: 'plain',
      unknown: 'plain',
      estimated: 'plain',
      cost: 'plain',
      input: 'plain',
      cacheRead: 'plain',
      cacheWrite: 'plain',
      output: 'plain',
    },
  },
  device: { class: 'device', file: false, indexes: 'id', fields: { salts: 'plain', epoch: 'plain' } },
  key: { class: 'device', file: false, indexes: 'id', fields: { key: 'plain' } },
  models: { class: 'device', file: false, indexes: 'id', fields: { listedAt: 'plain', body: 'body' } },
  draft: { class: 'device', file: false, indexes: 'id', fields: { act: 'plain', attempt: 'plain', body: 'body' } },
  reservation: {
    class: 'device',
    file: false,
    indexes: 'id, run',
    fields: { run: 'plain', act: 'plain', attempt: 'plain', agent: 'plain', ceiling: 'plain' },
  },
  staged: {
    class: 'device',
    file: false,
    indexes: 'id, [import+table]',
    fields: { import: 'plain', table: 'plain', body: 'body' },
  },
  unsent: { class: 'device', file: false, indexes: 'id', fields: { body: 'body' } },
  quarantine: { class: 'device', file: false, indexes: 'id', fields: { table: 'plain', body: 'body' } },
};

/** The version of the tables and indexes: raised only when one is added or dropped; shapes change by upcast on read. */
export const schemaVersion = 2;

/** Every table, in the order of the file. */
export const tableNames: readonly TableName[] = keysOf(schema).sort();

/** Dexie's declaration of all tables. */
export function stores(): Record<string, string> {
  return Object.fromEntries(tableNames.map(name => [name, schema[name].indexes]));
}
