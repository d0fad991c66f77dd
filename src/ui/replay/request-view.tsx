import type { ReplayStep } from '../../state/replay';
import { InputFacts } from '../approval/input-facts';
import { isDropped, titleOf } from '../approval/request-title';
import { Diff } from '../parts/diff';
import { approvalWords } from '../words/approval';
import { replayWords } from '../words/replay';
import style from './replay.module.css';

/** What a card showed when the user decided, what they made of it and what they said. */
export function RequestShown({
  request: { row, body, said, edited },
  agentName,
}: {
  request: NonNullable<ReplayStep['request']>;
  agentName: string;
}) {
  const words = replayWords();
  const { preview, question, input } = body;
  const text = textOf(edited);
  return (
    <>
      <p translate={false}>{titleOf({ row, body, agentName })}</p>
      {isDropped(body) && <p class="small dim">{words.shownDropped}</p>}
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
