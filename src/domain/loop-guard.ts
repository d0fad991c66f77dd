import type { ActState } from './fold';
import { isToolAct } from './run';

/** What the guard looks at, in order: tool calls, answers and compactions of one run. */
export type GuardedAct = Pick<ActState, 'kind' | 'status' | 'effect' | 'tool' | 'same' | 'left'>;

/** In what way a run goes in circles: `failures` are calls of one tool that could not be carried out. */
type Circle = 'calls' | 'cycle' | 'answers' | 'failures' | 'compactions';

/** `warn`: the model is told. `stop`: the user is asked. `count`: how often the same was done. */
interface Verdict {
  is: 'fine' | 'warn' | 'stop';
  count: number;
  /** What is done again and again, unless all is fine. */
  of?: Circle;
}

/** The same call from this many times on is told to the model. */
export const warnAt = 3;
/** And from this many on the user is asked. */
export const stopAt = 5;

/** From how many repeats on. Several calls in the same order, or the same words, are no coincidence sooner. */
const limits: Record<Circle, { warn: number; stop: number }> = {
  calls: { warn: warnAt, stop: stopAt },
  cycle: { warn: 2, stop: 3 },
  answers: { warn: 2, stop: 4 },
  failures: { warn: warnAt, stop: stopAt },
  compactions: { warn: 2, stop: 3 },
};

/** Calls that a cycle is made of at most. */
const longestCycle = 4;
/** Percent of a window; a compaction that leaves more was of no use. */
export const mostLeft = 80;

/**
 * Whether a run goes in circles (RUNTIME: Loop guard). A call counts as the same when it does the same and nothing was
 * changed since in a way that is new to this run: after an edit the same test is another test. Whether a call succeeded
 * makes no difference. Calls without `same` (polling tools) are not looked at unless they fail.
 */
export function guard(acts: readonly GuardedAct[]): Verdict {
  const since = acts.slice(lastNews(acts));
  const calls = since.filter(isCall);
  const circles: Verdict[] = [
    judge('calls', mostOfLatest(since)),
    judge('cycle', cycles(calls.map(nameOf))),
    judge('answers', sameAnswers(acts)),
    judge('failures', sameFailures(acts)),
    judge('compactions', uselessCompactions(acts)),
  ];
  const worst = circles.find(({ is }) => is === 'stop') ?? circles.find(({ is }) => is === 'warn');
  return worst ?? { is: 'fine', count: circles[0]?.count ?? 0 };
}

function judge(of: Circle, count: number): Verdict {
  const { warn, stop } = limits[of];
  if (count >= stop) return { is: 'stop', count, of };
  return count >= warn ? { is: 'warn', count, of } : { is: 'fine', count };
}

/** A tool call that the guard compares. */
const isCall = (act: GuardedAct) => isToolAct(act) && act.same !== undefined;
/** What a call does: its tool is part of it. */
const nameOf = ({ same }: GuardedAct) => same ?? '';
const hasFailed = ({ status }: GuardedAct) => status === 'failed-final' || status === 'failed-retryable';

/** Index of the last call that changed something in a way in which nothing was changed before. */
function lastNews(acts: readonly GuardedAct[]): number {
  const known = new Set<string>();
  let news = 0;
  for (const [index, act] of acts.entries()) {
    const changes = act.effect !== 'pure' && act.effect !== 'read' && act.status === 'succeeded';
    if (!isCall(act) || !changes || known.has(nameOf(act))) continue;
    known.add(nameOf(act));
    news = index;
  }
  return news;
}

/** How often the most frequent of the latest answer's calls was made. */
function mostOfLatest(acts: readonly GuardedAct[]): number {
  const answer = acts.findLastIndex(({ kind }) => kind === 'model-call');
  const latest = answer < 0 ? acts.slice(-1) : acts.slice(answer + 1);
  const counts = new Map<string, number>();
  for (const act of acts.filter(isCall)) counts.set(nameOf(act), (counts.get(nameOf(act)) ?? 0) + 1);
  return Math.max(0, ...latest.filter(isCall).map(act => counts.get(nameOf(act)) ?? 0));
}

/** How often the last few calls were made in the same order, in a row. */
function cycles(names: readonly string[]): number {
  let most = 0;
  for (let length = 2; length <= longestCycle; length++) {
    let first = names.length - length;
    while (first > 0 && names[first - 1] === names[first - 1 + length]) first--;
    if (first >= 0) most = Math.max(most, Math.floor((names.length - first) / length));
  }
  return most;
}

/** How often the last answer's words were said since something else was done that was new. */
function sameAnswers(acts: readonly GuardedAct[]): number {
  const last = acts.findLastIndex(({ kind }) => kind === 'model-call');
  const words = acts[last]?.same;
  if (words === undefined) return 0;
  const answers = acts.slice(lastNovelty(acts.slice(0, last + 1)), last + 1);
  return answers.filter(({ kind, same }) => kind === 'model-call' && same === words).length;
}

/** Index of the last call that was not made before, or that polls. */
function lastNovelty(acts: readonly GuardedAct[]): number {
  const known = new Set<string>();
  let novelty = 0;
  for (const [index, act] of acts.entries()) {
    if (!isToolAct(act) || hasFailed(act) || known.has(nameOf(act))) continue;
    if (isCall(act)) known.add(nameOf(act));
    novelty = index;
  }
  return novelty;
}

/** How many calls of the last used tool failed in a row, whatever their input: what is no JSON is different each time. */
function sameFailures(acts: readonly GuardedAct[]): number {
  const calls = acts.filter(isToolAct);
  const tool = calls.at(-1)?.tool;
  const end = calls.findLastIndex(act => act.tool !== tool || !hasFailed(act));
  return calls.length - 1 - end;
}

/** How many compactions in a row were of no use. */
function uselessCompactions(acts: readonly GuardedAct[]): number {
  const compactions = acts.filter(({ kind, status }) => kind === 'compaction' && status !== 'intent');
  const end = compactions.findLastIndex(act => !hasFailed(act) && (act.left ?? 0) <= mostLeft);
  return compactions.length - 1 - end;
}
