import type { Journal } from './journal';
import type { Rig } from './rig';

/** A case of the table that is a story of its own. */
export interface Scenario {
  number: number;
  name: string;
  /** Nothing can be played on what it leaves behind. */
  spoils?: true;
  /** Plays it; returns what is wrong, and what was measured on the way. Ends with the app open and all runs over. */
  play(rig: Rig): Promise<{ faults: string[]; note?: string }>;
  /** Its runs are over and the usual checks hold; a scenario that ends otherwise says so. */
  holds?(journal: Journal, rig: Rig): string[];
}
