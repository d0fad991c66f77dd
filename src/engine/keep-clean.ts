import type { Engine } from './engine';
import type { Lead } from './leader';

/** Milliseconds after an engine began to lead, so that opening the app is not slower for it. */
const firstAfter = 2 * 60_000;
const then = 6 * 60 * 60_000;

/**
 * Has the leader sweep away, now and then, what nothing names any more, settle calls whose cost nobody told, and bring
 * forward what an older version left. What fails is tried again the next time.
 */
export function keepClean({ workspace }: Engine, lead: Lead): void {
  let timer = setTimeout(turn, firstAfter);
  function turn(): void {
    timer = setTimeout(turn, then);
    void import('../storage/sweep')
      .then(({ sweep }) => sweep(workspace, { epoch: lead.epoch, abort: lead.abort }))
      .catch(() => {});
    void import('../storage/compared-bills')
      .then(({ dropForgottenBills }) => dropForgottenBills(workspace))
      .catch(() => {});
    void import('../storage/upper-bounds')
      .then(({ bookUpperBounds }) => bookUpperBounds(workspace, { epoch: lead.epoch, abort: lead.abort }))
      .catch(() => {});
    void import('../storage/monthly-limit')
      .then(({ adoptMonthlyLimit }) => adoptMonthlyLimit(workspace))
      .catch(() => {});
  }
  // A run that an older version could not follow goes on at once.
  void import('../storage/rebuild').then(({ reopenRuns }) => reopenRuns(workspace)).catch(() => {});
  lead.abort.addEventListener('abort', () => clearTimeout(timer));
}
