import type { Point } from './point';
import { colleaguePoints } from './points-of-colleagues';
import { approvalPoints } from './points-of-approval';
import { modelPoints } from './points-of-the-model';
import { queuePoints } from './points-of-the-queue';
import { toolPoints } from './points-of-tools';
import { sweepPoints } from './points-of-the-sweep';
import { windowPoints } from './points-of-the-window';

/** Every point that is three kills, in the table's order. */
export const points: readonly Point[] = [
  ...queuePoints,
  ...modelPoints,
  ...toolPoints,
  ...approvalPoints,
  ...colleaguePoints,
  ...windowPoints,
  ...sweepPoints,
].sort((a, b) => a.number - b.number);
