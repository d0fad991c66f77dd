import { derivedId } from '../domain/id';
import type { ToolCallPart, ToolResultPart } from '../domain/part';
import type { Label } from '../domain/row';
import type { RunRow } from '../domain/run';
import type { NewMessageRow } from '../storage/acts';
import { askingMessage } from '../storage/messages';
import type { Engine } from './engine';

/** What the model is told of a call that was not carried out because the user wrote. */
const skipped = 'Not done: the user wrote a message before this call began. Read it and decide anew.';

/** The message that holds the result of a tool call: the same for every leader that comes to it. */
export const resultId = (run: string, call: string) => derivedId<'message'>('tool-result', `${run}|${call}`);

/** The tool call of the last answer, as the model wrote it. */
export async function findCall({ workspace }: Engine, row: RunRow, call: string): Promise<ToolCallPart> {
  const { body } = await askingMessage(workspace, row.tip);
  const found = body.parts.find(part => part.kind === 'tool-call' && part.call === call);
  return found?.kind === 'tool-call' ? found : { kind: 'tool-call', call, name: '', input: {} };
}

/** A tool's result as a message. */
export function resultMessage(
  row: RunRow,
  result: Omit<ToolResultPart, 'kind'>,
  facts: Pick<NewMessageRow, 'act'> & { labels?: readonly Label[]; duration?: number } = {},
): NewMessageRow {
  const { labels = [], duration, ...act } = facts;
  return {
    id: resultId(row.id, result.call),
    role: 'tool',
    ...act,
    ...(labels.length > 0 ? { labels: [...labels] } : {}),
    body: { parts: [{ kind: 'tool-result', ...result }], ...(duration === undefined ? {} : { duration }) },
  };
}

/** The result of a call that never began. */
export async function skippedResult(engine: Engine, row: RunRow, call: string): Promise<NewMessageRow> {
  const { name } = await findCall(engine, row, call);
  return resultMessage(row, { call, name, output: skipped, isError: true });
}
