import { faultsIn } from './checks';
import { tailOf, type Journal } from './journal';
import type { Point } from './point';
import type { Kill } from './profile';
import type { Rig } from './rig';
import type { Scenario } from './scenario';

/** Plays one case and prints its line; returns whether everything holds. */

export function playKill(rig: Rig, point: Point, kill: Kill): Promise<boolean> {
  return play(rig, `${number(point)} ${point.name} · ${kill}`, async () => {
    await point.reach(rig);
    await rig.kill(kill);
    await rig.reopen();
    await rig.settle(point.rests);
    const faults = (await point.found?.(await rig.journal(), rig)) ?? [];
    if (point.goOn) {
      await point.goOn(rig);
      await rig.settle();
    }
    return { faults, holds: journal => point.holds(journal, rig) };
  });
}

export async function playScenario(rig: Rig, scenario: Scenario): Promise<boolean> {
  const holds = await play(rig, `${number(scenario)} ${scenario.name}`, async () => ({
    ...(await scenario.play(rig)),
    holds: journal => scenario.holds?.(journal, rig) ?? [],
  }));
  if (scenario.spoils) await rig.forget();
  return holds;
}

interface Played {
  faults: string[];
  note?: string;
  holds(journal: Journal): string[];
}

async function play(rig: Rig, name: string, story: () => Promise<Played>): Promise<boolean> {
  try {
    await rig.begin();
    const { faults, note, ...played } = await story();
    const screen = await rig.screen();
    const journal = await rig.journal();
    faults.push(...played.holds(journal), ...faultsIn(journal, rig));
    const facts = [name, `screen “${screen}”`, `journal ${tailOf(journal)}`, `calls ${rig.calls}`];
    console.log([...facts, ...(note ? [note] : []), verdict(faults)].join(' · '));
    if (faults.length > 0) await rig.forget();
    return faults.length === 0;
  } catch (error) {
    console.log(`${name} · ${verdict([await rig.explain(error)])}`);
    await rig.forget();
    return false;
  }
}

export const verdict = (faults: readonly string[]): string =>
  faults.length === 0 ? 'ok' : `FAILED: ${faults.join('; ')}`;

const number = (one: { number: number }) => String(one.number).padStart(2);
