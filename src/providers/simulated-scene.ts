import type { ToolResultPart } from '../domain/part';

/** What the demo team does next: think, say something, ask for tools. */
export interface Move {
  reasoning?: string;
  text: string;
  calls: readonly { name: string; input: Record<string, unknown> }[];
}

/** What one scene knows when it plays. */
export interface Scene {
  text: string;
  /** Results of the tools this scene asked for, in order; empty before. */
  results: readonly ToolResultPart[];
  instructions: string;
}

export const say = (text: string): Move => ({ text, calls: [] });

/** Closes every answer, so that a copied one says it too. */
export const note = (what: string) => `_Simulated: ${what}._`;
