import type { Part } from '../../domain/part';
import type { Replay, ReplayStep } from '../../state/replay';
import { replayWords } from '../words/replay';
import { toolName } from '../words/tools';

/** What two runs of a task began with that was not the same, and where they went apart: a sentence each. */
export function differences(one: Replay, other: Replay): string[] {
  const words = replayWords().differs;
  const said = [...model(one, other), ...settings(one, other), ...asked(one, other)];
  const [a, b] = [one.began, other.began];
  // What has no sentence of its own: the agent's name or role, a file that is no longer there.
  if (said.length === 0 && a && b && a.body !== b.body) said.push(words.request);
  if ((!a && one.transcriptOnly) || (!b && other.transcriptOnly)) said.push(words.dropped);
  const apart = firstApart(one.steps, other.steps);
  if (apart !== undefined) said.push(words.apart(apart + 1));
  return said.length === 0 ? [words.nothing] : said;
}

function model(one: Replay, other: Replay): string[] {
  const words = replayWords().differs;
  const [a, b] = [one.run.row.body.model, other.run.row.body.model];
  if (a.model !== b.model) return [words.model(a.model, b.model)];
  return a.connection === b.connection ? [] : [words.connection];
}

/** How the agent was set up; of a run whose first call is not known, only what was set for this run alone. */
function settings(one: Replay, other: Replay): string[] {
  const words = replayWords().differs;
  const [a, b] = [one.began, other.began];
  if (!a || !b) return one.run.row.instructions === other.run.row.instructions ? [] : [words.instructions()];
  return [
    ...(a.instructions === b.instructions ? [] : [words.instructions(a.version, b.version)]),
    ...(a.effort === b.effort ? [] : [words.effort(a.effort, b.effort)]),
    ...(a.maxOutput === b.maxOutput ? [] : [words.maxOutput(a.maxOutput, b.maxOutput)]),
    ...onlyOne(a.tools, b.tools).map(words.toolHere),
    ...onlyOne(b.tools, a.tools).map(words.toolThere),
  ];
}

const onlyOne = (names: readonly string[], others: readonly string[]) =>
  names.filter(name => !others.includes(name)).map(toolName);

function asked(one: Replay, other: Replay): string[] {
  const words = replayWords().differs;
  if (one.run.row.message !== other.run.row.message) return [words.message];
  const [a, b] = [one.began?.window, other.began?.window];
  return a === undefined || b === undefined || a === b ? [] : [words.window(a, b)];
}

function firstApart(one: readonly ReplayStep[], other: readonly ReplayStep[]): number | undefined {
  const [a, b] = [one.map(whatItDid), other.map(whatItDid)];
  const longer = a.length > b.length ? a : b;
  const at = longer.findIndex((_, index) => a[index] !== b[index]);
  return at < 0 ? undefined : at;
}

/** What a step came to, without what is never the same twice: ids, times, the thinking before it. */
function whatItDid({ kind, status, tool, said }: ReplayStep): string {
  return JSON.stringify([kind, status, tool, said?.parts.flatMap(saying)]);
}

function saying(part: Part): unknown[] {
  switch (part.kind) {
    case 'text':
      return [part.text.trim()];
    case 'tool-call':
      return [part.name, part.unparsed ?? part.input];
    case 'tool-result':
      return [part.output];
    case 'file':
      return [part.payload];
    case 'reasoning':
    case 'provider':
      return [];
  }
}
