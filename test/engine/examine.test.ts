import { expect, test } from 'vitest';
import { AppError } from '../../src/domain/error';
import type { Finding } from '../../src/domain/finding';
import type { SendReply, SendRequest } from '../../src/domain/ports';
import { openAiChat } from '../../src/providers/openai-chat';
import { examine } from '../../src/engine/examine';
import { findConnected } from '../../src/engine/free-call';
import { patchConnection } from '../../src/storage/connections';
import { setStage } from './stage';

/** What a page sees of a request: an answer, or an answer it may not read. */
type Sight = number | 'unread' | AppError;

const list = '{"data":[{"id":"model-a"}]}';
const reply = (status: number, body: string): SendReply => ({
  status,
  headers: {},
  chunks: (async function* () {
    yield new TextEncoder().encode(body);
  })(),
});

/** Examines a server of one's own that lets a page see what `see` says; answers what was found, and what was asked. */
async function examined(
  see: (request: SendRequest) => Sight,
  fields: { known?: true; failure?: 'likely-wrong-key' } = {},
) {
  const stage = await setStage(async function* () {}, { wire: 'openai-chat', provider: openAiChat });
  // An OpenRouter connection is that of a known provider.
  const provider = fields.known ? 'openrouter' : 'custom';
  await patchConnection(stage.workspace, stage.connection, { provider });
  const asked: SendRequest[] = [];
  stage.engine.vault.send = async request => {
    asked.push(request);
    const seen = see(request);
    if (seen instanceof AppError) throw seen;
    if (seen === 'unread')
      throw new AppError(fields.failure ?? 'opaque-failure', { parameters: { host: 'api.example' } });
    return reply(seen, seen === 200 ? list : '{"error":{"message":"no"}}');
  };
  const found = await findConnected(stage.engine, stage.connection);
  const findings = await examine(stage.engine, found, new AbortController().signal);
  return { findings, asked, told: findings.map(tell) };
}

const tell = ({ of, is, cause, headers, error, count }: Finding) =>
  [of, is, cause ?? error?.code ?? headers ?? count, ...(cause === 'headers' ? [headers] : [])].join(' ').trim();

test('a connection that works is asked once about its key and once for its models', async () => {
  const { told, asked } = await examined(() => 200);
  expect(told).toEqual(['reach works', 'cors works', 'key works', 'models works 1']);
  expect(asked.map(({ purpose }) => purpose)).toEqual(['check', 'models']);
});

test.each<[string, (request: SendRequest) => Sight, string[]]>([
  ['answers nobody', () => 'unread', ['reach fails silent', 'cors untried', 'key untried', 'models untried']],
  [
    'answers no page',
    ({ probe }) => (probe === 'unread' ? 0 : 'unread'),
    ['reach works', 'cors fails origin', 'key untried', 'models untried'],
  ],
  [
    'does not allow the header that carries the key',
    ({ probe }) => (probe === 'bare' ? 401 : 'unread'),
    ['reach works', 'cors fails headers authorization', 'key untried', 'models untried'],
  ],
  [
    'answers anybody, but nobody with a key',
    ({ probe }) => (probe === 'bare' ? 200 : 'unread'),
    ['reach works', 'cors unclear headers authorization', 'key untried', 'models untried'],
  ],
  [
    'does not allow another header, and refuses the key',
    ({ probe, headers }) => (probe === 'bare' || Object.keys(headers).length === 0 ? 401 : 'unread'),
    ['reach works', 'cors fails headers content-type', 'key fails wrong-key', 'models untried'],
  ],
  ['refuses the key', () => 401, ['reach works', 'cors works', 'key fails wrong-key', 'models untried']],
  [
    'has nothing at the address',
    () => 404,
    ['reach works', 'cors works', 'key unclear unknown-path', 'models fails unknown-path'],
  ],
  [
    'redirects a bare request',
    ({ probe }) => (probe === 'bare' ? new AppError('redirect-refused') : 'unread'),
    ['reach fails redirect-refused', 'cors untried', 'key untried', 'models untried'],
  ],
])('a server that %s', async (_, see, told) => {
  expect((await examined(see)).told).toEqual(told);
});

test('what failed once and does not again is no fault that can be named', async () => {
  let first = true;
  const { told } = await examined(() => {
    if (!first) return 200;
    first = false;
    return 'unread';
  });
  expect(told).toEqual(['reach works', 'cors unclear unsteady', 'key works', 'models untried']);
});

test('where refusals are known to be unreadable, or the host has answered before, it may as well be the key', async () => {
  const see = ({ probe }: SendRequest) => (probe === 'unread' ? 0 : 'unread') as Sight;
  const expected = (cause: string) => [
    'reach works',
    `cors unclear ${cause}`,
    'key unclear likely-wrong-key',
    'models untried',
  ];
  expect((await examined(see, { known: true })).told).toEqual(expected('either'));
  expect((await examined(see, { failure: 'likely-wrong-key' })).told).toEqual(expected('origin'));
});

test('what keeps a request from leaving is told as it is', async () => {
  await expect(examined(() => new AppError('vault-locked'))).rejects.toMatchObject({ code: 'vault-locked' });
});
