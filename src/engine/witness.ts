import { figures, type Figures } from '../storage/witness';
import { keepWitness } from '../storage/witness-file';
import type { Engine } from './engine';

/** The bell rings often; the figures are looked at this long after it at the earliest. */
const settleFor = 2_000;

/**
 * Keeps the workspace's figures in a file beside the database and hands them to the page, whenever they have grown. A
 * place that refuses is no reason to stop: the other still has them. Returns what does it at once, for when they have
 * shrunk on purpose: a file took the workspace's place.
 */
export function keepFiguresElsewhere(engine: Engine, tell: (figures: Figures) => void): () => Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = '';

  async function look(): Promise<void> {
    timer = undefined;
    const now = await figures(engine.workspace);
    const text = JSON.stringify(now);
    if (text === kept) return;
    kept = text;
    tell(now);
    await keepWitness(engine.scope, engine.workspace.id, now);
  }
  engine.bell.onRing(() => {
    timer ??= setTimeout(() => void look().catch(() => {}), settleFor);
  });
  return () => look().catch(() => {});
}
