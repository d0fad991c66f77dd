import { expect, test } from 'vitest';
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

test('a key whose connection cannot be kept does not stay behind in the vault', async () => {
  const { forgotten } = open({ deeds: { addConnection: () => Promise.reject(new Error('no room')) } });
  const draft = { provider: 'openai', wire: 'openai-responses', name: 'OpenAI', options: {} } as const;
  const key = { secret: 'sk-x', header: 'authorization', prefix: 'Bearer ' };
  await expect(connect({ ...draft, ...key, baseUrl: 'https://api.example/v1' })).rejects.toThrow('no room');
  expect(forgotten).toEqual(['new']);
});
