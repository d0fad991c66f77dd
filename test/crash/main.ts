import { mkdir, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

import { playMoney } from './money';
import { playKill, playScenario } from './play';
import { points } from './points';
import { kills, type Found, type Kill } from './profile';
import { playRandom } from './random';
import { Rig } from './rig';
import type { Scenario } from './scenario';
import { deviceScenarios } from './scenarios-of-the-device';
import { killedWriteScenarios } from './scenarios-of-killed-writes';
import { lostFileScenarios } from './scenarios-of-lost-files';
import { storageScenarios } from './scenarios-of-storage';
import { tabScenarios } from './scenarios-of-tabs';
import { startUpdateRig, updateScenario } from './scenarios-of-the-update';

const scenarios: readonly Scenario[] = [
  ...storageScenarios,
  ...killedWriteScenarios,
  ...lostFileScenarios,
  ...tabScenarios,
  updateScenario,
  ...deviceScenarios,
].sort((a, b) => a.number - b.number);

/** What `npm test` plays: kills that leave the browser as it is, and mostly the vault open, since those take longest to come back. */
const ten: readonly [number, Kill][] = [
  [2, 'tab closed'],
  [3, 'tab closed'],
  [5, 'renderer crashed'],
  [6, 'tab closed'],
  [9, 'tab closed'],
  [10, 'renderer crashed'],
  [11, 'tab closed'],
  [14, 'tab closed'],
  [17, 'renderer crashed'],
  [25, 'tab closed'],
];

/** How many schedules of money `npm test` plays in two tabs. */
const schedulesOfTen = 2;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    times: { type: 'string', default: '1' },
    kill: { type: 'string' },
    ten: { type: 'boolean', default: false },
    random: { type: 'string' },
    money: { type: 'string' },
    seed: { type: 'string', default: '20261125' },
  },
});

/** Plays what the command line asks for against the build in `dist`, served at `address`; returns whether all holds. */
export async function main(address: string, dist: string, chromium: Found): Promise<boolean> {
  const seed = Number(values.seed);
  const rig = await Rig.start(address, seed, chromium);
  try {
    if (values.random !== undefined) return await anywhere(rig, Number(values.random), seed);
    if (values.money !== undefined) return await moneyHolds(rig, Number(values.money), seed);
    return values.ten
      ? await playTen(rig, number => Rig.start(address, seed + number, chromium), seed)
      : await playTable(rig, { dist, seed, chromium });
  } finally {
    await rig.stop();
  }
}

async function anywhere(rig: Rig, rounds: number, seed: number): Promise<boolean> {
  const { lost, duplicated, wrong } = await playRandom(rig, rounds, seed);
  console.log(`${rounds} rounds, seed ${seed}${wrong > 0 ? `, ${wrong} other faults` : ''}`);
  console.log(`lost ${lost} duplicated ${duplicated}`);
  return lost + duplicated + wrong === 0;
}

async function moneyHolds(rig: Rig, schedules: number, seed: number): Promise<boolean> {
  const violations = await playMoney(rig, schedules, seed);
  console.log(`${schedules} schedules in two tabs, violations ${violations}`);
  return violations === 0;
}

/** The ten, and money in two tabs twice: in three browsers at once, since most of a kill's time is waiting. */
async function playTen(rig: Rig, startAnother: (number: number) => Promise<Rig>, seed: number): Promise<boolean> {
  // Money last: its limits stay in the profile.
  const cases: ((rig: Rig) => Promise<boolean>)[] = [
    ...points.flatMap(point =>
      ten
        .filter(([number]) => number === point.number)
        .map(
          ([, kill]) =>
            (at: Rig) =>
              playKill(at, point, kill),
        ),
    ),
    ...Array.from({ length: schedulesOfTen }, (_, i) => async (at: Rig) => (await playMoney(at, 1, seed + i)) === 0),
  ];
  const all = cases.length;
  let passed = 0;
  const playOn = async (at: Rig) => {
    for (let next = cases.shift(); next; next = cases.shift()) if (await next(at)) passed += 1;
  };
  const playOnAnother = async (number: number) => {
    const another = await startAnother(number);
    try {
      await playOn(another);
    } finally {
      await another.stop();
    }
  };
  await Promise.all([playOn(rig), playOnAnother(1), playOnAnother(2)]);
  await mkdir('out/results', { recursive: true });
  await writeFile('out/results/ten.json', JSON.stringify({ passed, failed: all - passed }));
  console.log(`${passed}/${all}`);
  return passed === all;
}

/** All of them, one after the other, as many times as was asked. */
const often = <Case>(cases: readonly Case[]): Case[] =>
  Array.from({ length: Number(values.times) }, () => cases).flat();

/** What a scenario that serves a build of its own needs. */
interface Setting {
  dist: string;
  seed: number;
  chromium: Found;
}

async function playTable(rig: Rig, { dist, seed, chromium }: Setting): Promise<boolean> {
  const only = values.only?.split(',').map(Number);
  const isWanted = ({ number }: { number: number }) => only?.includes(number) ?? true;
  const results: boolean[] = [];
  const ways = kills.filter(kill => values.kill === undefined || kill === values.kill);
  for (const point of often(points.filter(isWanted)))
    for (const kill of ways) results.push(await playKill(rig, point, kill));
  for (const scenario of often(scenarios.filter(isWanted))) {
    if (scenario !== updateScenario) {
      results.push(await playScenario(rig, scenario));
      continue;
    }
    const own = await startUpdateRig(dist, seed, chromium);
    results.push(await playScenario(own.rig, scenario));
    await own.stop();
  }
  const passed = results.filter(Boolean).length;
  console.log(`${passed}/${results.length}`);
  return passed === results.length;
}
