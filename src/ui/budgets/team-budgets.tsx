import { useSignal } from '@preact/signals';
import { ownerKey } from '../../domain/budget';
import type { Id } from '../../domain/id';
import { agents } from '../../state/agents';
import { budgets, changeTeam, type BudgetRow } from '../../state/budgets';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
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
  const whose = useSignal(members);
  const chosen = useSignal(members);
  const isNew = members.length === 0;
  const isChanged = !isNew && keyOf(chosen.value) !== keyOf(whose.value);
  return (
    <Dialog kind="sheet" title={isNew ? words.ofTeam : namesOf(whose.value)} onClose={onClose}>
      <p class="muted small">{words.ofTeamLine}</p>
      <fieldset class={style.who}>
        <legend>{words.ofTeamChoose}</legend>
        {agents.value
          .filter(({ row }) => whose.value.includes(row.id) || (row.state !== 'retired' && !row.simulated))
          .map(({ row: { id, body } }) => (
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
      {chosen.value.length < 2 ? (
        <p class="muted small">{words.ofTeamTooFew}</p>
      ) : isChanged ? (
        <ChangeTeam
          from={whose.value}
          to={chosen.value}
          onDone={now => {
            whose.value = now;
            chosen.value = now;
          }}
        />
      ) : (
        <BudgetForms key={keyOf(chosen.value)} scope="team" members={chosen.value} />
      )}
    </Dialog>
  );
}

const keyOf = (members: Members) => ownerKey({ scope: 'team', members });

/** Lets the budgets of a team hold for the agents that are chosen now, unless those have one between them. */
function ChangeTeam({ from, to, onDone }: { from: Members; to: Members; onDone: (now: Members) => void }) {
  const words = budgetsWords();
  if (budgets.value.some(row => ownerKey(row) === keyOf(to))) return <p class="muted small">{words.ofTeamTaken}</p>;
  const change = async (before: Members, after: Members) => {
    if (!(await attempt(changeTeam(before, after)))) return false;
    onDone(after);
    return true;
  };
  const go = async () => {
    if (await change(from, to)) tell(words.ofTeamChanged(namesOf(to)), () => void change(to, from));
  };
  return (
    <>
      <p class="muted small">{words.ofTeamCounts}</p>
      <p class={style.ways}>
        <Button onClick={() => void go()}>{words.ofTeamChange}</Button>
      </p>
    </>
  );
}
