import { afterEach, describe, expect, test } from 'vitest';
import { AppError, appErrors, type ErrorValue } from '../../src/domain/error';
import { connect, type Caller, type Handlers, type Silence } from '../../src/lib/port-call';
import { serve } from '../../src/lib/port-serve';

interface Surface {
  double(value: number): Promise<number>;
  count(to: number): AsyncGenerator<number, string, undefined>;
  bytes(): AsyncGenerator<Uint8Array, void, undefined>;
  hang(): Promise<void>;
  hangStream(): AsyncGenerator<number, void, undefined>;
}

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach(close => close()));

let yielded = 0;
let aborts = 0;
const handlers: Handlers<Surface> = {
  async double([value]) {
    if (value < 0) throw new AppError('cap-reached', { parameters: { cap: 'bytes' }, retryable: true });
    return value * 2;
  },
  async *count([to]) {
    yielded = 0;
    for (let value = 1; value <= to; value++) {
      yielded++;
      yield value;
    }
    return 'done';
  },
  async *bytes() {
    const whole = new Uint8Array([1, 2, 3, 4]);
    yield whole.subarray(0, 2);
    yield whole.subarray(2);
  },
  hang: (_, abort) =>
    new Promise((_resolve, reject) => {
      abort.addEventListener('abort', () => {
        aborts++;
        reject(abort.reason);
      });
    }),
  async *hangStream(_, abort) {
    abort.addEventListener('abort', () => aborts++);
    yield 1;
    await new Promise(() => {});
  },
};

function pair(silence?: Silence, serving = true): Caller<Surface> {
  const { port1, port2 } = new MessageChannel();
  if (serving) serve<Surface, ErrorValue>(port1, handlers, appErrors);
  closers.push(() => port1.close());
  return connect<Surface, ErrorValue>(port2, appErrors, silence);
}

async function failureOf(promise: Promise<unknown>): Promise<AppError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe('a call over a port', () => {
  test('answers, and keeps answers apart', async () => {
    const caller = pair();
    expect(await Promise.all([1, 2, 3].map(value => caller.ask('double', [value])))).toEqual([2, 4, 6]);
  });

  test('rejects with the error of the other side, code and parameters whole', async () => {
    const error = await failureOf(pair().ask('double', [-1]));
    expect(error.toValue()).toEqual({ code: 'cap-reached', retryable: true, parameters: { cap: 'bytes' } });
  });

  test('a raw exception or unknown verb crosses as unexpected, without its text', async () => {
    const error = await failureOf(pair().ask('nothing' as 'double', [1]));
    expect(error.toValue()).toEqual({ code: 'unexpected', retryable: false, parameters: { name: 'TypeError' } });
  });

  test('streams values in order and ends with the return value', async () => {
    const values = pair().follow('count', [100]);
    const seen: number[] = [];
    let step = await values.next();
    for (; !step.done; step = await values.next()) seen.push(step.value);
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
    expect(step.value).toBe('done');
  });

  test('a slow reader holds the writer back', async () => {
    const values = pair().follow('count', [1_000_000]);
    await values.next();
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(yielded).toBeLessThan(20);
    await values.return(undefined as never);
  });

  test('bytes arrive whole although they share one buffer', async () => {
    const seen: number[][] = [];
    for await (const bytes of pair().follow('bytes', [])) seen.push([...bytes]);
    expect(seen).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('an abort reaches the other side and rejects at once', async () => {
    aborts = 0;
    const controller = new AbortController();
    const call = failureOf(pair().ask('hang', [], { abort: controller.signal }));
    controller.abort();
    expect((await call).code).toBe('aborted');
    await expect.poll(() => aborts).toBe(1);
  });

  test('an abort before the call never sends it', async () => {
    expect((await failureOf(pair().ask('double', [1], { abort: AbortSignal.abort() }))).code).toBe('aborted');
  });

  test('a call that is left before the other side can answer is never begun', async () => {
    const { port1, port2 } = new MessageChannel();
    closers.push(() => port1.close());
    let open: (ready: Handlers<Surface>) => void = () => {};
    serve<Surface, ErrorValue>(port1, new Promise<Handlers<Surface>>(resolve => (open = resolve)), appErrors);
    const leave = new AbortController();
    const values = connect<Surface, ErrorValue>(port2, appErrors).follow('count', [5], { abort: leave.signal });
    const first = failureOf(values.next());
    leave.abort();
    await first;
    yielded = -1;
    await new Promise(resolve => setTimeout(resolve, 20));
    open(handlers);
    await new Promise(resolve => setTimeout(resolve, 20));
    expect(yielded).toBe(-1);
  });

  test('what cannot be sent fails, and nobody waits for an answer to it', async () => {
    const { port1, port2 } = new MessageChannel();
    serve<Surface, ErrorValue>(port1, handlers, appErrors);
    closers.push(() => port1.close());
    let heard = 0;
    port1.addEventListener('message', () => heard++);
    const caller = connect<Surface, ErrorValue>(port2, appErrors, {
      pingEvery: 5,
      pings: 1_000,
      error: () => new AppError('vault-silent'),
    });
    await expect(caller.ask('double', [(() => 1) as never])).rejects.toThrow(/clone/);
    expect(await caller.ask('double', [1])).toBe(2);
    heard = 0;
    await new Promise(resolve => setTimeout(resolve, 30));
    expect(heard).toBe(0);
  });

  test('leaving a stream aborts it on the other side even while it waits', async () => {
    aborts = 0;
    for await (const value of pair().follow('hangStream', [])) {
      expect(value).toBe(1);
      break;
    }
    await expect.poll(() => aborts).toBe(1);
  });

  test('a far end that answers no ping fails what is open', async () => {
    const silence = { pingEvery: 10, pings: 3, error: () => new AppError('vault-silent') };
    const caller = pair(silence, false);
    expect((await failureOf(caller.ask('hang', []))).code).toBe('vault-silent');
    expect((await failureOf(caller.follow('hangStream', []).next())).code).toBe('vault-silent');
  });

  test('a far end that answers pings may take its time', async () => {
    const controller = new AbortController();
    const caller = pair({ pingEvery: 5, pings: 2, error: () => new AppError('vault-silent') });
    const call = failureOf(caller.ask('hang', [], { abort: controller.signal }));
    await new Promise(resolve => setTimeout(resolve, 80));
    controller.abort();
    expect((await call).code).toBe('aborted');
  });
});
