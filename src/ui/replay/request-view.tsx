import type { RequestBody } from '../../domain/request';
import { InputFacts } from '../approval/input-facts';
import { Diff } from '../parts/diff';
import { approvalWords } from '../words/approval';

/** What a card showed when the user decided. */
export function RequestShown({ body }: { body: RequestBody }) {
  const { preview, question, input } = body;
  if (question) return <p translate={false}>{question.text}</p>;
  if (preview?.kind === 'file')
    return <Diff label={approvalWords().changes} before={preview.before ?? ''} after={preview.after} />;
  return input === undefined ? null : <InputFacts input={input} />;
}
