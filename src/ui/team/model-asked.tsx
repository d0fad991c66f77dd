import { useSignal, type Signal } from '@preact/signals';
import { connections, modelInfo } from '../../state/connections';
import { EffortField } from '../parts/effort-field';
import { AreaField } from '../parts/field';
import { lazy } from '../parts/lazy';
import { modelsWords } from '../words/models';
import type { AgentDraft, DraftFaults } from './agent-draft';
import style from './hire.module.css';

const ModelWord = lazy(() => import('./model-word').then(chunk => chunk.ModelWord));

/** How the chosen model is asked, as far as it can be, and what it can. */
export function ModelAsked({ draft, faults }: { draft: Signal<AgentDraft>; faults: DraftFaults }) {
  const words = modelsWords();
  const isOpen = useSignal(false);
  const { model, effort, answer } = draft.value;
  if (!model) return null;
  const info = modelInfo(model);
  const said = connections.value.find(({ row }) => row.id === model.connection)?.row.body.models?.[model.model];
  return (
    <>
      {info?.efforts && info.efforts.length > 0 && (
        <EffortField
          efforts={info.efforts}
          unset={words.byItself}
          value={effort}
          onValue={chosen => {
            draft.value = { ...draft.peek(), effort: chosen };
          }}
        />
      )}
      {(info?.structured || answer !== '') && (
        <AreaField
          label={words.shape}
          hint={words.shapeHint}
          error={faults.answer && words.shapeWrong}
          spellcheck={false}
          value={answer}
          onValue={typed => {
            draft.value = { ...draft.peek(), answer: typed };
          }}
        />
      )}
      <details
        class={style.can}
        onToggle={event => {
          isOpen.value = event.currentTarget.open;
        }}
      >
        <summary>{words.can}</summary>
        {isOpen.value && (
          <ModelWord key={`${model.connection} ${model.model}`} choice={model} info={info ?? {}} said={said} />
        )}
      </details>
    </>
  );
}
