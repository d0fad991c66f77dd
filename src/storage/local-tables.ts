import type { Specs } from './table-spec';

/** Tables that never leave: made anew from others, or of this device alone. */
export const localTables: Specs<
  | 'run'
  | 'act'
  | 'request'
  | 'rollup'
  | 'budget-window'
  | 'device'
  | 'key'
  | 'models'
  | 'draft'
  | 'reservation'
  | 'staged'
  | 'unsent'
  | 'attachment'
  | 'bill'
  | 'quarantine'
> = {
  run: {
    class: 'derived',
    file: false,
    indexes: 'id, phase, [phase+since], [conversation+phase], task, *parent.above',
    fields: {
      task: 'plain',
      conversation: 'plain',
      agent: 'plain',
      message: 'plain',
      tip: 'plain',
      status: 'plain',
      phase: 'plain',
      cancelling: 'plain',
      pausing: 'plain',
      steering: 'plain',
      quiet: 'plain',
      readOnly: 'plain',
      fork: 'plain',
      instructions: 'plain',
      parent: 'plain',
      last: 'plain',
      steps: 'plain',
      cost: 'plain',
      unknown: 'plain',
      instead: 'plain',
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
      refused: 'plain',
      number: 'plain',
      call: 'plain',
      tool: 'plain',
      same: 'plain',
      started: 'plain',
      ended: 'plain',
      manifest: 'plain',
      ceiling: 'plain',
      left: 'plain',
      over: 'plain',
    },
  },
  request: {
    class: 'derived',
    file: false,
    indexes: 'id, run, status, conversation',
    fields: {
      run: 'plain',
      task: 'plain',
      conversation: 'plain',
      agent: 'plain',
      asks: 'plain',
      status: 'plain',
      after: 'plain',
      act: 'plain',
      call: 'plain',
      tool: 'plain',
      fingerprint: 'plain',
      shown: 'plain',
      answer: 'plain',
      said: 'plain',
      input: 'plain',
      opened: 'plain',
      answered: 'plain',
    },
  },
  rollup: {
    class: 'derived',
    file: false,
    indexes: 'id',
    fields: {
      scope: 'plain',
      day: 'plain',
      days: 'plain',
      upTo: 'plain',
      since: 'plain',
      agent: 'plain',
      connection: 'plain',
      model: 'plain',
      purpose: 'plain',
      conversation: 'plain',
      calls: 'plain',
      unknown: 'plain',
      estimated: 'plain',
      cost: 'plain',
      counted: 'plain',
      input: 'plain',
      cacheRead: 'plain',
      cacheWrite: 'plain',
      cacheWriteHour: 'plain',
      output: 'plain',
    },
  },
  'budget-window': {
    class: 'derived',
    file: false,
    indexes: 'id, [budget+from]',
    fields: {
      budget: 'plain',
      from: 'plain',
      to: 'plain',
      zone: 'plain',
      spent: 'plain',
      beside: 'plain',
      warned: 'plain',
    },
  },
  device: {
    class: 'device',
    file: false,
    indexes: 'id',
    fields: { salts: 'plain', before: 'plain', epoch: 'plain', since: 'plain', right: 'plain' },
  },
  key: { class: 'device', file: false, indexes: 'id', fields: { key: 'plain', billed: 'plain' } },
  models: {
    class: 'device',
    file: false,
    indexes: 'id',
    fields: { listedAt: 'plain', askedAt: 'plain', body: 'body' },
  },
  draft: {
    class: 'device',
    file: false,
    indexes: 'id',
    fields: { act: 'plain', attempt: 'plain', resume: 'plain', body: 'body' },
  },
  reservation: {
    class: 'device',
    file: false,
    indexes: 'id, run',
    fields: {
      run: 'plain',
      act: 'plain',
      attempt: 'plain',
      agent: 'plain',
      task: 'plain',
      connection: 'plain',
      ceiling: 'plain',
      windows: 'plain',
      beside: 'plain',
      above: 'plain',
      own: 'plain',
    },
  },
  staged: {
    class: 'device',
    file: false,
    indexes: 'id',
    fields: { import: 'plain', table: 'plain', body: 'body' },
  },
  unsent: { class: 'device', file: false, indexes: 'id', fields: { body: 'body' } },
  attachment: {
    class: 'device',
    file: false,
    indexes: 'id, place',
    fields: { place: 'plain', payload: 'plain', body: 'body' },
  },
  bill: { class: 'device', file: false, indexes: 'id', fields: { forgotten: 'plain', body: 'body' } },
  quarantine: { class: 'device', file: false, indexes: 'id', fields: { table: 'plain', body: 'body' } },
};
