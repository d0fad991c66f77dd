import { parseArgs } from 'node:util';

import { faultsIn } from './checks';
import { tailOf } from './journal';
import type { Point } from './point';
import { points } from './points';
import { kills, type Kill } from './profile';
import { Rig } from './rig';

/** What the command line says. */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '20261125' },
  },
});

/** Plays the cases against the app at `address` and prints a line for each; returns whether all hold. */
export async function main(address: string): Promise<boolean> {
  const only = values.only?.split(',').map(Number);
  const rig = await Rig.start(address, Number(values.seed));
  let passed = 0;
  let played = 0;
  try {
    for (const point of points.filter(({ number }) => only?.includes(number) ?? true)) {
      for (const kill of kills) {
        played += 1;
        if (await play(rig, point, kill)) passed += 1;
      }
    }
  } finally {
    await rig.stop();
  }
  console.log(`${passed}/${played}`);
  return passed === played;
}

async function play(rig: Rig, point: Point, kill: Kill): Promise<boolean> {
  const name = `${String(point.number).padStart(2)} ${point.name} · ${kill}`;
  try {
    await rig.begin();
    await point.reach(rig);
    await rig.kill(kill);
    await rig.reopen();
    await rig.settle(point.rests);
    const found = (await point.found?.(await rig.journal(), rig)) ?? [];
    if (point.goOn) {
      await point.goOn(rig);
      await rig.settle();
    }
    const screen = await rig.screen();
    const journal = await rig.journal();
    const faults = [...found, ...point.holds(journal, rig), ...faultsIn(journal, rig.loopback)];
    const verdict = faults.length === 0 ? 'ok' : `FAILED: ${faults.join('; ')}`;
    console.log(`${name} · screen “${screen.slice(-90)}” · journal ${tailOf(journal)} · calls ${rig.calls} · ${verdict}`);
    if (faults.length > 0) await rig.forget();
    return faults.length === 0;
  } catch (error) {
    console.log(`${name} · FAILED: ${error instanceof Error ? error.message.split('\n').slice(0, 6).join(' ') : String(error)}`);
    await rig.forget();
    return false;
  }
}
