import type { ErrorCodec, Handlers, Port, Reply, Request, Verb } from './port-call';

/** How many values of one stream may be under way unread: enough to hide the port's latency, few enough to bound memory. */
const streamWindow = 16;

/**
 * Answers the verbs in `handlers` on this port; returns what aborts all open calls and stops. Handlers may still be on
 * their way: calls wait for them, pings do not. Bytes that a stream yields are moved, not copied: the handler must not
 * touch them again.
 */
export function serve<Surface, Packed>(
  port: Port,
  handlers: Handlers<Surface> | Promise<Handlers<Surface>>,
  errors: ErrorCodec<Packed>,
): () => void {
  const open = new Map<number, { controller: AbortController; credit: Credit }>();
  const verbs = verbsOf(handlers);
  // Each call tells its own caller why there are none.
  verbs.catch(() => {});
  const post = (reply: Reply, transfer: Transferable[] = []) => port.postMessage(reply, transfer);

  async function run(id: number, name: string, args: unknown[]): Promise<void> {
    const controller = new AbortController();
    const credit = new Credit(streamWindow);
    open.set(id, { controller, credit });
    try {
      const verb = (await verbs).get(name);
      // Its caller may have left before there were any verbs.
      controller.signal.throwIfAborted();
      if (!verb) throw new TypeError(`no verb ${name}`);
      const result = verb(args, controller.signal);
      const value = isGenerator(result) ? await relay(id, result, credit, controller.signal) : await result;
      post({ kind: 'answer', id, value });
    } catch (error) {
      post({ kind: 'error', id, error: errors.pack(error) });
    } finally {
      open.delete(id);
    }
  }

  async function relay(
    id: number,
    values: AsyncGenerator<unknown, unknown, undefined>,
    credit: Credit,
    abort: AbortSignal,
  ): Promise<unknown> {
    const aborted = rejectOnAbort(abort);
    try {
      for (;;) {
        await Promise.race([credit.take(), aborted]);
        const step = await Promise.race([values.next(), aborted]);
        if (step.done) return step.value;
        const { value, transfer } = movable(step.value);
        post({ kind: 'value', id, value }, transfer);
      }
    } catch (error) {
      // Not awaited: a generator that waits for something else than its abort would hold the answer back.
      void values.return(undefined).catch(() => {});
      throw error;
    }
  }

  const listener = ({ data }: MessageEvent<Request>) => {
    switch (data.kind) {
      case 'call':
        void run(data.id, data.verb, data.args);
        return;
      case 'abort':
        open.get(data.id)?.controller.abort();
        return;
      case 'took':
        open.get(data.id)?.credit.give();
        return;
      case 'ping':
        post({ kind: 'pong' });
    }
  };
  port.addEventListener('message', listener);
  port.start?.();
  return () => {
    port.removeEventListener('message', listener);
    for (const { controller } of open.values()) controller.abort();
  };
}

type AnyHandler = (args: unknown[], abort: AbortSignal) => ReturnType<Verb>;

async function verbsOf<Surface>(
  handlers: Handlers<Surface> | Promise<Handlers<Surface>>,
): Promise<Map<string, AnyHandler>> {
  return new Map(Object.entries((await handlers) as Record<string, AnyHandler>));
}

/** Counts down what may still be sent; `take` waits when nothing is left. */
class Credit {
  #left: number;
  #wake: (() => void) | undefined;

  constructor(left: number) {
    this.#left = left;
  }

  take(): Promise<void> {
    if (this.#left > 0) {
      this.#left--;
      return Promise.resolve();
    }
    return new Promise(resolve => {
      this.#wake = resolve;
    });
  }

  give(): void {
    const wake = this.#wake;
    this.#wake = undefined;
    if (wake) wake();
    else this.#left++;
  }
}

function rejectOnAbort(abort: AbortSignal): Promise<never> {
  const aborted = new Promise<never>((_, reject) => {
    abort.addEventListener('abort', () => reject(abort.reason));
  });
  aborted.catch(() => {});
  return aborted;
}

/** Bytes are transferred; a view of a larger buffer is copied first, so that its neighbours stay whole. */
function movable(value: unknown): { value: unknown; transfer: Transferable[] } {
  if (!(value instanceof Uint8Array)) return { value, transfer: [] };
  const bytes = value.byteLength === value.buffer.byteLength ? value : value.slice();
  return { value: bytes, transfer: [bytes.buffer as ArrayBuffer] };
}

function isGenerator(result: ReturnType<Verb>): result is AsyncGenerator<unknown, unknown, undefined> {
  return Symbol.asyncIterator in result;
}
