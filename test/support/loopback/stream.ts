import type { ServerResponse } from 'node:http';

import type { Wait } from './hold';
import { chunked, type Random } from './random';
import type { Reply } from './reply';
import type { Answer } from './scenarios';
import type { WireStandIn } from './wires';

/**
 * Writes an answer in chunks of random size, waiting as `wait` says, with the scene's fault; `tell` is told how many tokens
 * were made before they leave, and at the last event that the answer is complete. Never throws.
 */
export async function stream(
  response: ServerResponse,
  wire: WireStandIn,
  reply: Reply,
  { fault }: Answer,
  wait: Wait,
  random: Random,
  tell: (made: number, complete: boolean) => void,
): Promise<void> {
  let made = 0;
  let gone = false;
  const closed = new Promise<void>(resolve => {
    response.on('close', () => {
      gone = true;
      resolve();
    });
  });
  const frames = [...wire.frames(reply)];
  for (const [index, frame] of frames.entries()) {
    if (gone) return;
    if (fault && made >= fault.after) {
      if (fault.how === 'cut') {
        // A reset throws away what the browser has not read yet: give it the time to.
        await pause(beforeCut);
        response.destroy();
      }
      if (fault.how === 'error') response.end(wire.breakOff(reply));
      if (fault.how === 'hang') await closed;
      return;
    }
    made += frame.tokens;
    tell(made, index === frames.length - 1);
    await write(response, frame.text, random);
    await Promise.race([wait(made, frame.tokens), closed]);
  }
  response.end();
}

/** Writes a text in chunks of random size. */
export async function write(response: ServerResponse, text: string, random: Random): Promise<void> {
  for (const chunk of chunked(Buffer.from(text, 'utf8'), random)) {
    if (response.destroyed) return;
    response.write(chunk);
    // Now and then a turn of the event loop, so that chunks leave as packets of their own.
    if (random() < 0.25) await new Promise(resolve => setImmediate(resolve));
  }
}

/** Milliseconds between the last bytes and a cut. */
export const beforeCut = 400;

/** Waits. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
