import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppError, appErrors, type ErrorCode, type ErrorValue } from '../../src/domain/error';
import type { KeyId, NewKey, SendPort, SendReply, SendRequest, VaultDoor, VaultStatus } from '../../src/domain/ports';
import { serve } from '../../src/lib/port-serve';
import { openSendPort, openVaultDoor } from '../../src/vault/door';
import { openKeeper, type Keeper } from '../../src/vault/inside/keeper';
import { openStore, type Store } from '../../src/vault/inside/store';
import type { EngineSurface, PageSurface } from '../../src/vault/surface';

export const passphrase = 'correct horse battery';
export const secret = 'sk-test-0123456789abcdefghijklmnopqrstuvwxyz';

/** The weakest the format allows, so that tests are quick. */
const quickIterations = 600_000;

/** A clock turned by hand. */
export class Clock {
  at = Date.UTC(2026, 10, 25, 12);
  /** How far it moves whenever somebody looks. */
  step = 0;
  now = () => (this.at += this.step);
}

export interface StagedVault {
  door: VaultDoor;
  engine: SendPort;
  keeper: Keeper;
  store: Store;
  status: () => VaultStatus;
  close: () => void;
}

let scopes = 0;
export const newScope = () => `/test-${++scopes}-${Math.random().toString(36).slice(2)}/`;

/** A vault of its own behind real doors; a second one on the same scope is another tab. */
export async function stageVault(scope: string, clock = new Clock()): Promise<StagedVault> {
  const store = await openStore(scope);
  const channel = new BroadcastChannel(`retinue:${scope}:vault`);
  const signIns = new BroadcastChannel(`retinue:${scope}:sign-in`);
  const keeper = await openKeeper({
    store,
    now: clock.now,
    steady: clock.now,
    online: () => true,
    exclusive: inTurn(),
    channel,
    signIns: { callback: `https://retinue.example${scope}callback.html`, channel: signIns },
    shared: false,
    calibrate: async () => quickIterations,
  });
  const page = new MessageChannel();
  const engine = new MessageChannel();
  serve<PageSurface, ErrorValue>(page.port2, keeper.page, appErrors);
  serve<EngineSurface, ErrorValue>(engine.port2, keeper.engine, appErrors);
  const door = openVaultDoor(page.port1, () => {});
  let last: VaultStatus | undefined;
  const leave = door.watch(next => {
    last = next;
  });
  return {
    door,
    engine: openSendPort(engine.port1),
    keeper,
    store,
    status() {
      if (!last) throw new Error('no status yet');
      return last;
    },
    close() {
      leave();
      keeper.close();
      channel.close();
      signIns.close();
      for (const { port1 } of [page, engine]) port1.close();
      store.close();
    },
  };
}

/** A vault that was made, holds one key, and is met again by a new worker: locked. */
export async function stageLocked(recovery = false) {
  const scope = newScope();
  const clock = new Clock();
  const first = await stageVault(scope, clock);
  const { recoveryCode = '' } = await first.door.create({ passphrase, recovery });
  const key = await first.door.add(keyFor('https://api.openai.com'));
  const second = await stageVault(scope, clock);
  const close = () => [first, second].forEach(vault => vault.close());
  return { ...second, scope, clock, key, recoveryCode, close };
}

function inTurn() {
  let last: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}

/** A key for a server on this machine. */
export function keyFor(origin: string, fields: Partial<NewKey> = {}): NewKey {
  return { origin, header: 'authorization', prefix: 'Bearer ', secret, paths: ['/v1/'], ...fields };
}

/** The code something fails with; fails itself when it does not. */
export async function codeOf(promise: Promise<unknown>): Promise<ErrorCode> {
  return (await failureOf(promise)).code;
}

export async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

/** The code a plain call throws. */
export function codeThrown(work: () => unknown): ErrorCode | 'nothing' {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'nothing';
}

export async function textOf(reply: SendReply): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of reply.chunks) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

interface Loopback {
  origin: string;
  requests: { url: string; headers: IncomingMessage['headers'] }[];
  close: () => void;
}

/** A server on this machine. */
export async function listen(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Loopback> {
  const requests: Loopback['requests'] = [];
  const server: Server = createServer((request, response) => {
    requests.push({ url: request.url ?? '', headers: request.headers });
    answer(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export interface StagedSender extends StagedVault {
  server: Loopback;
  clock: Clock;
  key: KeyId;
  request: (fields?: Partial<SendRequest>) => SendRequest;
}

/** A vault with a key for a server on this machine. */
export async function stageSender(
  answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end('{"ok":true}'),
  fields: Partial<NewKey> = {},
): Promise<StagedSender> {
  const clock = new Clock();
  const server = await listen(answer);
  const vault = await stageVault(newScope(), clock);
  const { id: key } = await vault.door.add(keyFor(server.origin, fields));
  const request = (changes: Partial<SendRequest> = {}): SendRequest => ({
    key,
    connection: 'connection-1',
    method: 'GET',
    url: `${server.origin}/v1/models?limit=5`,
    headers: { accept: 'application/json' },
    purpose: 'models',
    ...changes,
  });
  const close = () => {
    vault.close();
    server.close();
  };
  return { ...vault, server, clock, key, request, close };
}
