import { useEffect, useId } from 'preact/hooks';
import { useSignal, type Signal } from '@preact/signals';
import type { ModelChoice } from '../../domain/agent';
import type { Tier } from '../../domain/connection';
import { candidates, type Candidate } from '../../state/agents';
import { callCeiling, typicalInput } from '../../state/ceilings';
import { connections, models } from '../../state/connections';
import { hrefOf } from '../../state/place';
import { money, rate } from '../formats';
import { ButtonLink } from '../parts/button';
import { Radio } from '../parts/choice';
import { Note } from '../parts/note';
import { Segments } from '../parts/segments';
import { useFreshModels } from '../use-fresh-models';
import { ceilingReason, ceilingText } from '../words/ceilings';
import { hireWords } from '../words/team';
import type { AgentDraft } from './agent-draft';
import style from './hire.module.css';
import { ConnectionName, ModelCombobox } from './model-combobox';

const TIERS: readonly Tier[] = ['fast', 'balanced', 'strong', 'long-context', 'vision'];

/** A strength, the models of the live lists that fit it with their price, or any other by its exact id. */
export function ModelChooser({ draft }: { draft: Signal<AgentDraft> }) {
  const words = hireWords();
  const group = useId();
  useFreshModels();
  const { tier, model } = draft.value;
  const found = useCandidates(draft);
  const real = connections.value.filter(view => view.row.provider !== 'simulated');
  const choose = (choice: ModelChoice) => {
    draft.value = { ...draft.peek(), model: choice };
  };
  return (
    <fieldset class={style.models}>
      <legend class={style.legend}>{words.model}</legend>
      <Segments
        label={words.tier}
        value={tier}
        options={TIERS.map(value => ({ value, label: words.tiers[value] }))}
        onValue={value => {
          draft.value = { ...draft.peek(), tier: value, model: undefined };
        }}
      />
      {real.length === 0 ? (
        <Note icon="key">
          <p>{words.noCandidates}</p>
          <ButtonLink href={hrefOf({ at: 'settings', section: 'connections' })}>{words.addKey}</ButtonLink>
        </Note>
      ) : (
        <>
          <p class="caption dim">{found ? words.modelHint : words.looking}</p>
          {(found ?? []).map(candidate => (
            <Radio
              key={`${candidate.choice.connection} ${candidate.choice.model}`}
              name={group}
              checked={isSame(candidate.choice, model)}
              onChange={() => choose(candidate.choice)}
            >
              <CandidateLine candidate={candidate} maxOutput={Number(draft.value.maxOutput) || 0} />
            </Radio>
          ))}
          <OtherModel model={model} found={found ?? []} onChoose={choose} />
        </>
      )}
    </fieldset>
  );
}

/** The candidates of the chosen strength; the first is taken until the user chooses. */
function useCandidates(draft: Signal<AgentDraft>): readonly Candidate[] | undefined {
  const found = useSignal<{ tier: Tier; list: readonly Candidate[] } | undefined>(undefined);
  const tier = draft.value.tier;
  const lists = models.value;
  useEffect(() => {
    let current = true;
    const take = (list: readonly Candidate[]) => {
      if (!current) return;
      found.value = { tier, list };
      const [first] = list;
      if (first && !draft.peek().model) draft.value = { ...draft.peek(), model: first.choice };
    };
    candidates(tier).then(take, () => take([]));
    return () => {
      current = false;
    };
  }, [tier, lists, draft, found]);
  return found.value?.tier === tier ? found.value.list : undefined;
}

function CandidateLine({
  candidate: { choice, price, typical },
  maxOutput,
}: {
  candidate: Candidate;
  maxOutput: number;
}) {
  const words = hireWords();
  const { ceilingClass, atMost } = callCeiling(choice, { input: typicalInput, maxOutput });
  return (
    <span class={style.candidate}>
      <span>
        <span class="mono">{choice.model}</span> <ConnectionName of={choice} />
      </span>
      <span class="number small">
        {price ? words.rates(rate(price.rates.input), rate(price.rates.output)) : words.priceUnknown}
      </span>
      <span class="number small muted">{typical === undefined ? '' : words.typical(money(typical))}</span>
      <span class="number caption muted" title={ceilingReason(ceilingClass)}>
        {ceilingText(ceilingClass, atMost)}
      </span>
    </span>
  );
}

/** Any model of any list, or an id as typed on the connection of the list's first match. */
function OtherModel({
  model,
  found,
  onChoose,
}: {
  model: ModelChoice | undefined;
  found: readonly Candidate[];
  onChoose: (choice: ModelChoice) => void;
}) {
  const words = hireWords();
  const outside = model && !found.some(candidate => isSame(candidate.choice, model));
  const connection = model?.connection ?? connections.value.find(view => view.row.provider !== 'simulated')?.row.id;
  return (
    <ModelCombobox
      label={words.otherModel}
      hint={words.otherHint}
      shown={outside ? model.model : ''}
      connection={connection}
      onChoose={onChoose}
    />
  );
}

function isSame(one: ModelChoice, other: ModelChoice | undefined): boolean {
  return one.model === other?.model && one.connection === other.connection;
}
