import type { Part } from '../../domain/part';
import type { Replay, ReplayStep } from '../../state/replay';
import { replayWords } from '../words/replay';

/** What two runs of a task began with that was not the same, and where they went apart: a sentence each. */
export function differences(one: Replay, other: Replay): string[] {
  const words = replayWords().differs;
  const [a, b] = [one.run.row, other.run.row];
  const said: string[] = [];
  if (a.body.model.model !== b.body.model.model) said.push(words.model(a.body.model.model, b.body.model.model));
  else if (a.body.model.connection !== b.body.model.connection) said.push(words.connection);
  if (a.instructions !== b.instructions) said.push(words.instructions);
  if (a.message !== b.message) said.push(words.message);
  const apart = firstApart(one.steps, other.steps);
  if (apart !== undefined) said.push(words.apart(apart + 1));
  return said.length === 0 ? [words.nothing] : said;
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
