import type { ReplayStep } from '../../state/replay';
import { InputFacts } from '../approval/input-facts';
import { Diff } from '../parts/diff';
import { approvalWords } from '../words/approval';
import { replayWords } from '../words/replay';
import style from './replay.module.css';

/** What a card showed when the user decided, what he made of it and what he said. */
export function RequestShown({ request: { body, said, edited } }: { request: NonNullable<ReplayStep['request']> }) {
  const words = replayWords();
  const { preview, question, input } = body;
  const text = textOf(edited);
  return (
    <>
      {question && <p translate={false}>{question.text}</p>}
      {preview?.kind === 'file' && (
        <Diff label={approvalWords().changes} before={preview.before ?? ''} after={preview.after} />
      )}
      {!question && preview?.kind !== 'file' && input !== undefined && <InputFacts input={input} />}
      {edited !== undefined && (
        <>
          <h3 class={style.answer}>{words.edited}</h3>
          {preview?.kind === 'file' && text !== undefined ? (
            <Diff label={words.edited} before={preview.after} after={text} />
          ) : (
            <InputFacts input={edited} />
          )}
        </>
      )}
      {said !== undefined && (
        <>
          <h3 class={style.answer}>{words.yourWords}</h3>
          <p translate={false}>{said}</p>
        </>
      )}
    </>
  );
}

/** The text of a file as it was edited. */
function textOf(edited: unknown): string | undefined {
  if (typeof edited !== 'object' || edited === null) return undefined;
  const content: unknown = Object.entries(edited).find(([name]) => name === 'content')?.[1];
  return typeof content === 'string' ? content : undefined;
}
