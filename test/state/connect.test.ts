import { expect, test } from 'vitest';
import type { Id } from '../../src/domain/id';
import type { KeyCaps, KeyId, KeyInfo, NewKey } from '../../src/domain/ports';
import { connect, replaceKey } from '../../src/state/connect';
import { connectionView, openStandIn } from '../ui/stand-in';

const tight: KeyCaps = { callsPerMinute: 5, bytesPerDay: 1, perCall: 1, dearestInput: 9, dearestOutput: 9 };
const keyOf = (id: string, caps: KeyCaps): KeyInfo => ({
  id: id as KeyId,
  origin: 'https://api.example',
  paths: ['/v1/'],
  caps,
  tail: 'abcd',
  addedAt: 0,
});

/** Doors to a vault that holds one key with tight limits. */
function open(deeds: Parameters<typeof openStandIn>[0]) {
  const added: NewKey[] = [];
  const forgotten: KeyId[] = [];
  openStandIn({
    ...deeds,
    vault: {
      list: async () => [keyOf('old', tight)],
      add: async key => {
        added.push(key);
        return keyOf('new', key.caps ?? { ...tight, callsPerMinute: 120 });
      },
      forget: async id => void forgotten.push(id),
    },
  });
  return { added, forgotten };
}

test('a key that takes another’s place may do what that one might, no more and no less', async () => {
  const { added, forgotten } = open({
    deeds: { editConnection: async () => {}, checkConnection: async () => ({ models: 1 }) },
  });
  const view = { ...connectionView('1', 'openai'), key: 'old' as KeyId };
  await replaceKey(view, 'sk-new', { header: 'authorization', prefix: 'Bearer ' });
  expect([added[0]?.caps, forgotten]).toEqual([tight, ['old']]);
});

test('where the new key does not answer the old one stays, and the new one is forgotten', async () => {
  const edits: unknown[] = [];
  const { forgotten } = open({
    deeds: {
      editConnection: async (...edit) => void edits.push(edit),
      checkConnection: () => Promise.reject(new Error('no answer')),
    },
  });
  const view = { ...connectionView('1', 'openai'), key: 'old' as KeyId };
  await expect(replaceKey(view, 'sk-new', { header: 'authorization', prefix: 'Bearer ' })).rejects.toThrow('no answer');
  expect(edits.at(-1)).toEqual([view.row.id, { key: 'old' }]);
  expect(forgotten).toEqual(['new']);
});

test('a connection that does not answer is taken back with its key, unless it is to be kept', async () => {
  const edits: unknown[] = [];
  const { forgotten } = open({
    deeds: {
      addConnection: async () => 'made' as Id<'connection'>,
      editConnection: async (...edit) => void edits.push(edit),
      checkConnection: () => Promise.reject(new Error('no answer')),
    },
  });
  const draft = { provider: 'openai', wire: 'openai-responses', name: 'OpenAI', options: {} } as const;
  const key = { secret: 'sk-x', header: 'authorization', prefix: 'Bearer ', baseUrl: 'https://api.example/v1' };
  expect(await connect({ ...draft, ...key }, { keep: true })).toMatchObject({ answered: false });
  expect([edits, forgotten]).toEqual([[], []]);
  await expect(connect({ ...draft, ...key })).rejects.toThrow('no answer');
  expect(edits).toEqual([['made', { gone: true }]]);
  expect(forgotten).toEqual(['new']);
});

test('a key whose connection cannot be kept does not stay behind in the vault', async () => {
  const { forgotten } = open({ deeds: { addConnection: () => Promise.reject(new Error('no room')) } });
  const draft = { provider: 'openai', wire: 'openai-responses', name: 'OpenAI', options: {} } as const;
  const key = { secret: 'sk-x', header: 'authorization', prefix: 'Bearer ' };
  await expect(connect({ ...draft, ...key, baseUrl: 'https://api.example/v1' })).rejects.toThrow('no room');
  expect(forgotten).toEqual(['new']);
});
