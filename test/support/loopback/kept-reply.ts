import type { ServerResponse } from 'node:http';

import type { Wait } from './hold';
import type { Random } from './random';
import type { Frame, Reply } from './reply';
import type { Answer } from './scenarios';
import { beforeCut, pause, write } from './stream';
import type { WireStandIn } from './wires';

type Json = Record<string, unknown>;

/** Milliseconds a reply can be streamed again, and is kept at all (OpenAI's guide to background mode, 2026-11). */
const streamedFor = 5 * 60_000;
const keptFor = 10 * 60_000;

/**
 * A reply that is made whether anybody listens or not. Every connection is given what it has not heard yet. A scene's
 * fault breaks the first connection only: `error` alone breaks the reply itself.
 */
export class KeptReply {
  /** How old it is made to look. */
  age = 0;
  readonly #all: Frame[];
  readonly #failure: string;
  readonly #made: Frame[] = [];
  readonly #born = Date.now();
  #status: 'in_progress' | 'over' | 'failed' | 'cancelled' = 'in_progress';
  readonly #waiting = new Set<() => void>();

  constructor(wire: WireStandIn, reply: Reply) {
    this.#all = [...wire.frames(reply)];
    this.#failure = wire.breakOff(reply);
  }

  /** Makes the reply, waiting as `wait` says; `tell` hears how many tokens were made, and when it is complete. */
  async make({ fault }: Answer, wait: Wait, tell: (tokens: number, complete: boolean) => void): Promise<void> {
    let tokens = 0;
    for (const [index, frame] of this.#all.entries()) {
      if (this.#status === 'cancelled') return;
      if (fault?.how === 'error' && tokens >= fault.after) return this.#end('failed');
      tokens += frame.tokens;
      tell(tokens, index === this.#all.length - 1);
      this.#made.push(frame);
      this.#wake();
      await wait(tokens, frame.tokens);
    }
    this.#end('over');
  }

  /** Streams what comes after the event numbered `after`, until the reply is over or the listener gone. */
  async listen(response: ServerResponse, after: number, random: Random, fault?: Answer['fault']): Promise<void> {
    const gone = new Promise<void>(resolve => response.on('close', () => resolve()));
    const more = () => new Promise<void>(resolve => this.#waiting.add(resolve));
    let heard = 0;
    for (let next = after + 1; !response.destroyed; next += 1) {
      while (next >= this.#made.length && this.#status === 'in_progress' && !response.destroyed) {
        await Promise.race([more(), gone]);
      }
      const frame = this.#made[next];
      if (!frame) break;
      if (fault && fault.how !== 'error' && heard >= fault.after) {
        await (fault.how === 'hang' ? gone : pause(beforeCut));
        return void response.destroy();
      }
      heard += frame.tokens;
      await write(response, frame.text, random);
    }
    if (this.#status === 'failed') await write(response, this.#failure, random);
    response.end();
  }

  /** Stops making it, unless it is over. */
  cancel(): void {
    if (this.#status === 'in_progress') this.#end('cancelled');
  }

  get isKept(): boolean {
    return Date.now() - this.#born + this.age < keptFor;
  }

  get canBeStreamed(): boolean {
    return Date.now() - this.#born + this.age < streamedFor;
  }

  /** What `GET` of it says; encrypted reasoning only `whole`. */
  shown(whole: boolean): Json {
    const text =
      this.#status === 'failed' ? this.#failure : (this.#all.at(this.#status === 'over' ? -1 : 0)?.text ?? '');
    const { response }: { response: Json } = JSON.parse(text.slice(text.indexOf('{')));
    const status = this.#status === 'cancelled' ? { status: 'cancelled' } : {};
    const dropped = whole
      ? undefined
      : (name: string, value: unknown) => (name === 'encrypted_content' ? undefined : value);
    return JSON.parse(JSON.stringify({ ...response, ...status }, dropped));
  }

  #end(status: 'over' | 'failed' | 'cancelled'): void {
    this.#status = status;
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}
