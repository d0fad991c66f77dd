import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keyPrefix } from '../../src/domain/key-prefix';
import { providerDefaults } from '../../src/domain/provider-defaults';

test('a key says whose it is by how it begins', () => {
  expect(keyPrefix('sk-ant-api03-abc')).toEqual({ is: 'provider', provider: 'anthropic' });
  expect(keyPrefix('  sk-or-v1-abc ')).toEqual({ is: 'provider', provider: 'openrouter' });
  expect(keyPrefix('sk-proj-abc')).toEqual({ is: 'provider', provider: 'openai' });
  expect(keyPrefix('AIzaSyAbc')).toEqual({ is: 'provider', provider: 'google' });
  expect(keyPrefix('gsk_abc')).toEqual({ is: 'provider', provider: 'groq' });
  expect(keyPrefix('xai-abc')).toEqual({ is: 'provider', provider: 'xai' });
});

test('admin keys are told apart from ordinary ones', () => {
  expect(keyPrefix('sk-ant-admin01-abc')).toEqual({ is: 'admin', provider: 'anthropic' });
  expect(keyPrefix('sk-admin-abc')).toEqual({ is: 'admin', provider: 'openai' });
});

test('where several providers make such keys, all are named', () => {
  expect(keyPrefix('sk-0123456789')).toEqual({ is: 'several', providers: ['openai', 'deepseek'] });
});

test('anything else is unknown and never guessed', () => {
  fc.assert(
    fc.property(
      fc.string().filter(text => !/^\s*(sk-|gsk_|xai-|AIza)/.test(text)),
      text => {
        expect(keyPrefix(text)).toEqual({ is: 'unknown' });
      },
    ),
  );
});

test('every provider that can be recognised can also be reached', () => {
  const addresses = Object.values(providerDefaults).map(({ baseUrl }) => baseUrl);
  expect(addresses.filter(address => new URL(address).protocol !== 'https:' || address.endsWith('/'))).toEqual([]);
  expect(addresses.length).toBeGreaterThan(5);
});
