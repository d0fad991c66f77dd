import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { ModelChoice } from '../../domain/agent';
import { candidates, editAgent, modelOf, type AgentDetail, type Candidate } from '../../state/agents';
import { models } from '../../state/connections';
import { goingOf } from '../../state/going';
import { tell } from '../../state/toasts';
import { rate } from '../formats';
import { Button } from '../parts/button';
import { Note } from '../parts/note';
import { agentWords } from '../words/agent';
import { useWork } from '../use-work';
import style from './agent.module.css';

/** That an agent's model goes or is gone, by its provider's list, and which could take its place. */
export function ModelGoing({ detail: { row } }: { detail: AgentDetail }) {
  const words = agentWords();
  const choice = modelOf(row);
  const going = choice && !row.simulated ? goingOf(choice) : undefined;
  if (!choice || !going) return null;
  return (
    <div class={style.going}>
      <Note>
        <p>{words.going[going](choice.model)}</p>
        <Successors row={row} of={choice} />
      </Note>
    </div>
  );
}

/** Models of the live lists that are as strong, with their prices. */
function Successors({ row, of }: { row: AgentDetail['row']; of: ModelChoice }) {
  const words = agentWords();
  const found = useSignal<readonly Candidate[]>([]);
  const work = useWork();
  const lists = models.value;
  useEffect(() => {
    let current = true;
    const take = (list: readonly Candidate[]) => {
      if (current) found.value = list.filter(({ choice }) => choice.model !== of.model);
    };
    candidates(row.tier).then(take, () => take([]));
    return () => {
      current = false;
    };
  }, [row.tier, of.model, lists, found]);
  const use = (choice: ModelChoice) =>
    void work.run(async () => {
      await editAgent(row.id, { model: choice });
      const before = () => void work.run(() => editAgent(row.id, { model: of }));
      tell(words.succeeded(row.body.name, choice.model), before);
    });
  if (found.value.length === 0) return null;
  return (
    <ul class={style.successors}>
      {found.value.map(({ choice, price }) => (
        <li key={`${choice.connection} ${choice.model}`}>
          <Button busy={work.busy} onClick={() => use(choice)}>
            {words.useModel(choice.model)}
          </Button>
          <span class="number small muted">
            {price
              ? `${words.rates(rate(price.rates.input), rate(price.rates.output))} ${words.perMillion}`
              : words.priceUnknown}
          </span>
        </li>
      ))}
    </ul>
  );
}
