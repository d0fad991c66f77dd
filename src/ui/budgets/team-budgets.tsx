import { useSignal } from '@preact/signals';
import { ownerKey } from '../../domain/budget';
import type { Id } from '../../domain/id';
import { activeAgents, agents } from '../../state/agents';
import { budgets, type BudgetRow } from '../../state/budgets';
import { money } from '../formats';
import { Button } from '../parts/button';
import { Check } from '../parts/choice';
import { Dialog } from '../parts/dialog';
import { Row, Rows, Section } from '../parts/section';
import { budgetsWords } from '../words/budgets';
import { BudgetForms } from './budget-forms';
import style from './budgets.module.css';

type Members = readonly Id<'agent'>[];

/** What some agents may spend between them; with `of` only where that one is among them. */
export function TeamBudgets({ of }: { of?: Id<'agent'> }) {
  const words = budgetsWords();
  const shown = useSignal<Members | undefined>(undefined);
  const show = (members: Members | undefined) => () => {
    shown.value = members;
  };
  const all = budgets.value.filter(row => row.scope === 'team' && (!of || row.members?.includes(of)));
  const teams = [...new Set(all.map(ownerKey))].map(key => all.filter(row => ownerKey(row) === key));
  if (of && all.length === 0) return null;
  return (
    <Section title={words.ofTeam} end={of ? undefined : <Button onClick={show([])}>{words.setLimit}</Button>}>
      <p class={`muted small ${style.said}`}>{words.ofTeamLine}</p>
      <Rows>
        {teams.map(rows => (
          <Team key={rows[0]?.id} rows={rows} onOpen={show(rows[0]?.members)} />
        ))}
      </Rows>
      {shown.value && <TeamDialog members={shown.value} onClose={show(undefined)} />}
    </Section>
  );
}

function Team({ rows, onOpen }: { rows: readonly BudgetRow[]; onOpen: () => void }) {
  const words = budgetsWords();
  const names = namesOf(rows[0]?.members ?? []);
  return (
    <Row
      title={names}
      line={rows.map(({ window, limit }) => words.limits[window](money(limit))).join(' · ')}
      controls={
        <Button aria-label={words.changeOf(names)} onClick={onOpen}>
          {words.change}
        </Button>
      }
    />
  );
}

const namesOf = (members: Members): string =>
  agents.value
    .filter(({ row }) => members.includes(row.id))
    .map(({ row }) => row.body.name)
    .join(', ');

/** The budgets of a team; of a new one once its agents are chosen. */
function TeamDialog({ members, onClose }: { members: Members; onClose: () => void }) {
  const words = budgetsWords();
  const chosen = useSignal(members);
  const isNew = members.length === 0;
  const working = activeAgents.value.filter(({ row }) => !row.simulated);
  return (
    <Dialog kind="sheet" title={isNew ? words.ofTeam : namesOf(members)} onClose={onClose}>
      <p class="muted small">{words.ofTeamLine}</p>
      {isNew && (
        <fieldset class={style.who}>
          <legend>{words.ofTeamChoose}</legend>
          {working.map(({ row: { id, body } }) => (
            <Check
              key={id}
              value={chosen.value.includes(id)}
              onValue={is => {
                chosen.value = is ? [...chosen.value, id] : chosen.value.filter(one => one !== id);
              }}
            >
              {body.name}
            </Check>
          ))}
        </fieldset>
      )}
      {chosen.value.length < 2 ? (
        <p class="muted small">{words.ofTeamTooFew}</p>
      ) : (
        <BudgetForms key={ownerKey({ scope: 'team', members: chosen.value })} scope="team" members={chosen.value} />
      )}
    </Dialog>
  );
}
