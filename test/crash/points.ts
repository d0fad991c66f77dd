import { modelPoints } from './points-of-the-model';
import { queuePoints } from './points-of-the-queue';
import { toolPoints } from './points-of-tools';
import type { Point } from './point';

/** Every point that is three kills, in the table's order. */
export const points: readonly Point[] = [...queuePoints, ...modelPoints, ...toolPoints].sort((a, b) => a.number - b.number);
