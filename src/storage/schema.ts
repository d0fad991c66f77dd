import { keysOf } from '../lib/entries';
import { localTables } from './local-tables';
import type { TableName } from './rows';
import type { Specs } from './table-spec';

export type { EnvelopeField, FieldClass, TableClass, TableSpec } from './table-spec';

/** The declaration that export, import, merge, forget and sealing read. */
export const schema: Specs<TableName> = {
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
      parent: 'plain',
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
      covers: 'plain',
      agent: 'plain',
      run: 'plain',
      act: 'plain',
      payload: 'plain',
      files: 'plain',
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
      parent: 'plain',
      simulated: 'plain',
      status: 'plain',
      body: 'body',
    },
  },
  budget: {
    class: 'document',
    file: true,
    indexes: 'id',
    fields: {
      scope: 'plain',
      of: 'plain',
      members: 'plain',
      window: 'plain',
      limit: 'plain',
      warnAt: 'plain',
      consequence: 'plain',
      perCall: 'plain',
    },
  },
  grant: {
    class: 'document',
    file: false,
    indexes: 'id, agent',
    fields: { agent: 'plain', decision: 'plain', run: 'plain', expires: 'plain', perDay: 'plain', body: 'body' },
  },
  artifact: {
    class: 'document',
    file: true,
    indexes: 'id, conversation',
    fields: {
      conversation: 'plain',
      project: 'plain',
      current: 'plain',
      size: 'plain',
      type: 'plain',
      changedAt: 'plain',
      body: 'body',
    },
  },
  revision: {
    class: 'document',
    file: true,
    indexes: 'id, artifact',
    fields: {
      artifact: 'plain',
      parent: 'plain',
      payload: 'plain',
      size: 'plain',
      type: 'plain',
      by: 'plain',
      agent: 'plain',
      run: 'plain',
      act: 'plain',
      labels: 'plain',
    },
  },
  'plan-step': {
    class: 'document',
    file: true,
    indexes: 'id, task',
    fields: {
      task: 'plain',
      position: 'plain',
      state: 'plain',
      owner: 'plain',
      estimate: 'plain',
      byUser: 'plain',
      body: 'body',
    },
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
      insteadOf: 'plain',
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
  ...localTables,
};

/** The version of the tables and indexes: raised only when one is added or dropped; shapes change by upcast on read. */
export const schemaVersion = 5;

/** Every table, in the order of the file. */
export const tableNames: readonly TableName[] = keysOf(schema).sort();

/** Dexie's declaration of all tables. */
export function stores(): Record<string, string> {
  return Object.fromEntries(tableNames.map(name => [name, schema[name].indexes]));
}
