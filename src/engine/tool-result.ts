import { derivedId, type Id } from '../domain/id';
import type { ToolCallPart, ToolResultPart } from '../domain/part';
import type { Label } from '../domain/row';
import type { RunRow } from '../domain/run';
import type { NewMessageRow } from '../storage/acts';
import { askingMessage } from '../storage/messages';
import type { Engine } from './engine';

/** What the model is told of a call that was not carried out because the user wrote. */
const skipped = 'Not done: the user wrote a message before this call began. Read it and decide anew.';

/** Where a tool call was asked for. */
interface Asked {
  run: Id<'run'>;
  /** Ids of calls are unique within it only. */
  answer: Id<'message'>;
}

/** A tool call of the last answer, as the model wrote it. */
export async function findCall(
  { workspace }: Engine,
  row: RunRow,
  call: string,
): Promise<Asked & { part: ToolCallPart }> {
  const asking = await askingMessage(workspace, row.tip);
  const found = asking.body.parts.find(part => part.kind === 'tool-call' && part.call === call);
  const part = found?.kind === 'tool-call' ? found : ({ kind: 'tool-call', call, name: '', input: {} } as const);
  return { run: row.id, answer: asking.row.id, part };
}

/** A tool's result as a message: the same for every leader that comes to it. */
export function resultMessage(
  { run, answer }: Asked,
  result: Omit<ToolResultPart, 'kind'>,
  facts: Pick<NewMessageRow, 'act'> & { labels?: readonly Label[]; duration?: number } = {},
): NewMessageRow {
  const { labels = [], duration, ...act } = facts;
  return {
    id: derivedId<'message'>('tool-result', `${run}|${answer}|${result.call}`),
    role: 'tool',
    ...act,
    ...(labels.length > 0 ? { labels: [...labels] } : {}),
    body: { parts: [{ kind: 'tool-result', ...result }], ...(duration === undefined ? {} : { duration }) },
  };
}

/** The result of a call that never began. */
export async function skippedResult(engine: Engine, row: RunRow, call: string): Promise<NewMessageRow> {
  const asked = await findCall(engine, row, call);
  return resultMessage(asked, { call, name: asked.part.name, output: skipped, isError: true });
}
