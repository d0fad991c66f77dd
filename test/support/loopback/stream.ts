import type { ServerResponse } from 'node:http';

import { chunked, type Random } from './random';
import type { Reply } from './reply';
import type { Answer } from './scenarios';
import type { WireStandIn } from './wires';

/** How far a stream came: `made` counts the tokens that left. */
export interface Streamed {
  made: number;
  complete: boolean;
}

/** Writes an answer in chunks of random size, at the scene's pace, with the scene's fault. Never throws. */
export async function stream(
  response: ServerResponse,
  wire: WireStandIn,
  reply: Reply,
  scene: Answer,
  random: Random,
): Promise<Streamed> {
  let made = 0;
  let gone = false;
  const closed = new Promise<void>(resolve => {
    response.on('close', () => {
      gone = true;
      resolve();
    });
  });
  for (const frame of wire.frames(reply)) {
    if (gone) return { made, complete: false };
    if (scene.fault && made >= scene.fault.after) {
      if (scene.fault.how === 'cut') response.destroy();
      else if (scene.fault.how === 'error') response.end(wire.breakOff(reply));
      else await closed;
      return { made, complete: false };
    }
    await write(response, frame.text, random);
    made += frame.tokens;
    if (scene.pace !== undefined && frame.tokens > 0) await pause((1000 * frame.tokens) / scene.pace);
  }
  const complete = !gone;
  response.end();
  return { made, complete };
}

async function write(response: ServerResponse, text: string, random: Random): Promise<void> {
  for (const chunk of chunked(Buffer.from(text, 'utf8'), random)) {
    if (response.destroyed) return;
    response.write(chunk);
    // Now and then a turn of the event loop, so that chunks leave as packets of their own.
    if (random() < 0.25) await new Promise(resolve => setImmediate(resolve));
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(resolve => setTimeout(resolve, milliseconds));
}
