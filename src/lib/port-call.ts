/**
 * Calls over a MessagePort. One end `serve`s verbs (port-serve.ts), the other `connect`s and calls them. A verb answers once (a
 * Promise) or many times (an AsyncGenerator); both can be aborted, and what they throw crosses as a plain value.
 */

/** The part of a MessagePort that is used; a dedicated Worker fits too. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
}

/** Any verb of a surface. */
export type Verb = (...args: never[]) => Promise<unknown> | AsyncGenerator<unknown, unknown, undefined>;
type VerbArgs<Kind> = Kind extends (...args: infer Args) => unknown ? Args : never;
type VerbResult<Kind> = Kind extends (...args: never[]) => infer Result ? Result : never;
type Answering<Surface> = {
  [Name in keyof Surface]: VerbResult<Surface[Name]> extends Promise<unknown> ? Name : never;
}[keyof Surface] &
  string;
type Streaming<Surface> = Exclude<keyof Surface & string, Answering<Surface>>;
type Value<Kind> = VerbResult<Kind> extends AsyncGenerator<infer Each, unknown, undefined> ? Each : never;
type End<Kind> = VerbResult<Kind> extends AsyncGenerator<unknown, infer Last, undefined> ? Last : never;

/** How the far end implements a surface: the arguments as a list, then the abort of this one call. */
export type Handlers<Surface> = {
  [Name in keyof Surface]: (args: VerbArgs<Surface[Name]>, abort: AbortSignal) => VerbResult<Surface[Name]>;
};

/** How errors cross: `pack` makes a value that can be cloned, `unpack` what the caller catches. */
export interface ErrorCodec<Packed> {
  pack: (error: unknown) => Packed;
  unpack: (value: Packed) => Error;
}

interface CallOptions {
  abort?: AbortSignal;
  transfer?: Transferable[];
}

/** The near end of a surface. */
export interface Caller<Surface> {
  /** Calls a verb that answers once. */
  ask<Name extends Answering<Surface>>(
    verb: Name,
    args: VerbArgs<Surface[Name]>,
    options?: CallOptions,
  ): Promise<Awaited<VerbResult<Surface[Name]>>>;
  /** Calls a verb that answers many times. The call starts with the first `next()`; leaving the loop aborts it. */
  follow<Name extends Streaming<Surface>>(
    verb: Name,
    args: VerbArgs<Surface[Name]>,
    options?: CallOptions,
  ): AsyncGenerator<Value<Surface[Name]>, End<Surface[Name]>, undefined>;
  /** Rejects what is open, with `reason` or as aborted, and stops listening. */
  close(reason?: Error): void;
}

/** What goes to the serving end. */
export type Request =
  | { kind: 'call'; id: number; verb: string; args: unknown[] }
  | { kind: 'abort'; id: number }
  | { kind: 'took'; id: number }
  | { kind: 'ping' };

/** What comes back. */
export type Reply =
  | { kind: 'answer'; id: number; value: unknown }
  | { kind: 'value'; id: number; value: unknown }
  | { kind: 'error'; id: number; error: unknown }
  | { kind: 'pong' };

/** A far end that has not answered this many pings in a row is silent. */
export interface Silence {
  pingEvery: number;
  pings: number;
  /** What open calls then reject with. */
  error(): Error;
}

interface OpenCall {
  value: (value: unknown) => void;
  answer: (value: unknown) => void;
  fail: (error: Error) => void;
}

/**
 * The near end of a surface served on the other side of `port`. With `silence`, calls that are open while the far end
 * answers no ping are rejected. Ticks are counted, not time: a tab that slept has proven nothing about the far end.
 */
export function connect<Surface, Packed>(port: Port, errors: ErrorCodec<Packed>, silence?: Silence): Caller<Surface> {
  const open = new Map<number, OpenCall>();
  const post = (request: Request, transfer: Transferable[] = []) => port.postMessage(request, transfer);
  const pinging = pings(silence, post, error => {
    for (const call of open.values()) call.fail(error);
  });
  let lastId = 0;

  function begin(id: number, verb: string, args: unknown[], options: CallOptions, call: OpenCall): () => void {
    const abort = options.abort;
    const onAbort = () => {
      post({ kind: 'abort', id });
      call.fail(errors.unpack(errors.pack(abort?.reason)));
      settle();
    };
    const settle = () => {
      open.delete(id);
      abort?.removeEventListener('abort', onAbort);
      if (open.size === 0) pinging.stop();
    };
    // First, as what cannot be cloned throws: nobody waits for an answer then.
    post({ kind: 'call', id, verb, args }, options.transfer);
    open.set(id, {
      value: call.value,
      answer: value => {
        settle();
        call.answer(value);
      },
      fail: error => {
        settle();
        call.fail(error);
      },
    });
    abort?.addEventListener('abort', onAbort);
    pinging.start();
    return () => {
      if (!open.has(id)) return;
      post({ kind: 'abort', id });
      settle();
    };
  }

  const listener = ({ data }: MessageEvent<Reply>) => {
    pinging.heard();
    switch (data.kind) {
      case 'answer':
        open.get(data.id)?.answer(data.value);
        return;
      case 'value':
        open.get(data.id)?.value(data.value);
        return;
      case 'error':
        open.get(data.id)?.fail(errors.unpack(data.error as Packed));
        return;
      case 'pong':
    }
  };
  port.addEventListener('message', listener);
  port.start?.();

  return {
    ask(verb, args, options = {}) {
      return new Promise((resolve, reject) => {
        if (options.abort?.aborted) return reject(errors.unpack(errors.pack(options.abort.reason)));
        const call = { value: () => {}, answer: (value: unknown) => resolve(value as never), fail: reject };
        begin(++lastId, verb, args, options, call);
      });
    },
    async *follow(verb, args, options = {}) {
      if (options.abort?.aborted) throw errors.unpack(errors.pack(options.abort.reason));
      const id = ++lastId;
      const steps = arrivals();
      const leave = begin(id, verb, args, options, steps);
      try {
        for (;;) {
          const step = await steps.next();
          if (step.done) return step.value as never;
          post({ kind: 'took', id });
          yield step.value as never;
        }
      } finally {
        leave();
      }
    },
    close(reason = new DOMException('closed', 'AbortError')) {
      for (const call of open.values()) call.fail(errors.unpack(errors.pack(reason)));
      pinging.stop();
      port.removeEventListener('message', listener);
    },
  };
}

/** Pings the far end from `start` to `stop`; `silent` is told at each tick for which nothing was `heard` for too long. */
function pings(silence: Silence | undefined, post: (ping: Request) => void, silent: (error: Error) => void) {
  let unanswered = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  return {
    start() {
      if (!silence || timer !== undefined) return;
      unanswered = 0;
      timer = setInterval(() => {
        if (unanswered >= silence.pings) return silent(silence.error());
        unanswered++;
        post({ kind: 'ping' });
      }, silence.pingEvery);
    },
    stop() {
      clearInterval(timer);
      timer = undefined;
    },
    heard() {
      unanswered = 0;
    },
  };
}

/** Collects what arrives until somebody asks for it. */
function arrivals(): OpenCall & { next(): Promise<IteratorResult<unknown, unknown>> } {
  const arrived: IteratorResult<unknown, unknown>[] = [];
  let failure: Error | undefined;
  let wake = () => {};
  return {
    value(value) {
      arrived.push({ done: false, value });
      wake();
    },
    answer(value) {
      arrived.push({ done: true, value });
      wake();
    },
    fail(error) {
      failure = error;
      wake();
    },
    async next() {
      for (;;) {
        const step = arrived.shift();
        if (step) return step;
        if (failure) throw failure;
        await new Promise<void>(resolve => {
          wake = resolve;
        });
      }
    },
  };
}
