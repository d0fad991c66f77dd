import type { Id, Instant } from '../domain/id';
import { filesOf, plainText, type FilePart, type Part } from '../domain/part';
import { isToolAct } from '../domain/run';
import type { Workspace } from '../storage/open';
import { code, dollars, line, paragraphs, quote, seconds, time } from './run-text';
import { momentText, waits } from './run-moment';
import { runStory, type Attempt, type RunStory } from './run-story';
import type { Work } from './work';

/** How many sections are handed to the browser as one piece. */
const sectionsAtOnce = 50;

/**
 * A run as a text to read: who did it, what was asked, each step with model, time and cost, tool calls with input and
 * result, what the user was asked and decided, and how it ended. Throws `not-found`, and the reason of `abort`.
 */
export async function runAsMarkdown(ws: Workspace, run: Id<'run'>, work: Work): Promise<Blob> {
  const story = await runStory(ws, run, work);
  const pieces: Blob[] = [];
  let sections = [headOf(story)];
  const teller = new Teller(story);
  for await (const moment of story.moments) {
    sections.push(
      moment.kind === 'attempt' ? teller.attempt(moment.attempt) : await momentText(ws, moment.at, moment.event),
    );
    if (sections.length < sectionsAtOnce) continue;
    pieces.push(new Blob(sections));
    sections = [];
  }
  return new Blob([...pieces, ...sections, teller.ending()], { type: 'text/markdown' });
}

function headOf({ row, agent, task, asked, provider }: RunStory): string {
  const who = [agent.name, agent.role].filter(word => word !== '').join(', ');
  const model = [row.body.model.model, provider].filter(word => word !== undefined).join(' at ');
  return paragraphs(
    `# ${line(task.title) || 'A run'}`,
    [
      `- Agent: ${line(who)}`,
      `- Model: ${line(model)}`,
      `- Begun: ${time(row.at)}`,
      ...(row.fork === undefined ? [] : ['- Taken from an earlier run, at one of its steps']),
      ...(row.simulated ? ['- Simulated: nothing was sent, nothing was paid'] : []),
      ...(row.readOnly ? ['- Holds events of a newer version, which are listed by name only'] : []),
    ].join('\n'),
    ...(task.brief === undefined ? [] : [quote(task.brief)]),
    ...(asked ? ['## Asked', quote(plainText(asked.parts)), ...filesOf(asked.parts).map(fileLine)] : []),
  );
}

/** Tells attempts in order: results are shown with the input that an earlier answer asked for. */
class Teller {
  readonly #story: RunStory;
  /** Inputs of the calls that answers asked for, by call. */
  readonly #inputs = new Map<string, unknown>();
  #steps = 0;
  #cost = 0;
  #unknown = 0;
  #isSure = true;

  constructor(story: RunStory) {
    this.#story = story;
  }

  attempt(attempt: Attempt): string {
    const { cost, said } = attempt;
    this.#cost += cost?.cost ?? 0;
    if (cost && cost.cost === undefined) this.#unknown += 1;
    if (cost && cost.basis !== 'priced' && cost.basis !== 'reported') this.#isSure = false;
    for (const part of said?.parts ?? [])
      if (part.kind === 'tool-call') this.#inputs.set(part.call, part.unparsed ?? part.input);
    return isToolAct({ kind: attempt.intent.does }) ? this.#toolCall(attempt) : this.#modelCall(attempt);
  }

  #modelCall(attempt: Attempt): string {
    const { intent, said, cost } = attempt;
    if (intent.attempt === 1) this.#steps += 1;
    const again = intent.attempt === 1 ? '' : `, attempt ${intent.attempt}`;
    const what = intent.does === 'compaction' ? 'The conversation so far is summed up' : `Step ${this.#steps}`;
    const model = said?.model ?? this.#story.row.body.model.model;
    const price =
      cost === undefined ? [] : [cost.cost === undefined ? 'cost unknown' : costWord(cost.cost, cost.basis)];
    const used = cost?.usage ? [`${cost.usage.output} tokens out`] : [];
    return paragraphs(
      `## ${what}${again}`,
      [line(model), ...facts(attempt), ...used, ...price].join(' · '),
      ...(said?.parts ?? []).flatMap(partText),
    );
  }

  #toolCall(attempt: Attempt): string {
    const { intent, said, edited } = attempt;
    const result = said?.parts.find(part => part.kind === 'tool-result');
    const input = edited ?? this.#inputs.get(intent.call ?? '');
    return paragraphs(
      `### Tool call: ${line(intent.tool ?? 'unknown')}`,
      facts(attempt).join(' · '),
      ...(input === undefined ? [] : ['Input', code(input)]),
      ...(result ? [result.isError ? 'Result, an error' : 'Result', code(result.output)] : []),
    );
  }

  #sum(): string {
    const known = `${this.#isSure ? '' : 'about '}${dollars(this.#cost)}`;
    if (this.#unknown === 0) return known;
    return this.#cost > 0 ? `at least ${dollars(this.#cost)}` : 'unknown';
  }

  ending(): string {
    const { row, until } = this.#story;
    const sum = row.simulated ? 'nothing (simulated)' : this.#sum();
    return paragraphs(
      '## Ending',
      [
        `- ${endingOf(row)}`,
        `- Last event: ${time(until)}, ${seconds(until - row.at)} after the first`,
        `- Steps: ${row.steps}`,
        `- Cost: ${sum}`,
      ].join('\n'),
    );
  }
}

function facts({ began, ended, outcome, rejected }: Attempt): string[] {
  const became = rejected ? ['rejected by the user'] : outcomeWord(outcome);
  return [time(began), ...(outcome ? [seconds(ended - began)] : []), ...became];
}

function outcomeWord(outcome: Attempt['outcome']): string[] {
  switch (outcome?.kind) {
    case undefined:
      return ['no outcome was written'];
    case 'act-succeeded':
      return [];
    case 'act-failed':
      return [`failed (${outcome.error.code})`];
    case 'act-cancelled':
      return ['cancelled'];
    case 'act-unknown':
      return ['whether it happened is not known'];
  }
}

function costWord(cost: number, basis: string): string {
  return basis === 'priced' || basis === 'reported' ? dollars(cost) : `${dollars(cost)} (${basis})`;
}

/** A file is named, not taken along. */
const fileLine = ({ name, type, size }: FilePart) => `- File: ${line(name)} (${type}, ${size} bytes)`;

/** Tool calls are told where they were carried out; providers' own blocks are no text. */
function partText(part: Part): string[] {
  switch (part.kind) {
    case 'text':
      return [quote(part.text)];
    case 'file':
      return [fileLine(part)];
    case 'reasoning':
      return part.text === '' ? [] : ['Thought before:', quote(part.text)];
    case 'tool-call':
      return [`Asks for the tool \`${line(part.name)}\`.`];
    case 'tool-result':
    case 'provider':
      return [];
  }
}

function endingOf({ status, readOnly }: RunStory['row']): string {
  if (readOnly) return 'What became of it, this version cannot say.';
  switch (status.is) {
    case 'succeeded':
      return 'It was finished.';
    case 'failed':
      return `It failed (${status.error.code}).`;
    case 'cancelled':
      return 'It was cancelled.';
    case 'needs-decision':
      return 'It waits for the user to say whether an interrupted act happened.';
    case 'waiting':
      return `It waits ${waits[status.for]}${untilWord(status.until)}.`;
    case 'queued':
    case 'running':
      return 'It is not over.';
  }
}

const untilWord = (until: Instant | undefined) => (until === undefined ? '' : ` until ${time(until)}`);
