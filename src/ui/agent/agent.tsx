import { useSignal } from '@preact/signals';
import type { Action } from '../../state/actions';
import { agentHere, agents, agentsUnread, duplicateAgent, editAgent, type AgentDetail } from '../../state/agents';
import { go, hrefOf, place } from '../../state/place';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import { Mark } from '../marks/mark';
import { ButtonLink } from '../parts/button';
import { DeedButton } from '../parts/deed-button';
import { Menu, type MenuItem } from '../parts/menu';
import { lazy, lazyDialog } from '../parts/lazy';
import { Page } from '../parts/page';
import { Tabs } from '../parts/tabs';
import { Doing } from '../team/roster';
import { useActions } from '../use-actions';
import { useFreshModels } from '../use-fresh-models';
import { agentWords } from '../words/agent';
import { agentToolsWords } from '../words/agent-tools';
import { budgetsWords } from '../words/budgets';
import { Calls } from './calls';
import { Instructions } from './instructions';
import { Overview } from './overview';
import { Work } from './work';
import { tellError } from '../tell-error';
import style from './agent.module.css';

type Part = 'overview' | 'instructions' | 'tools' | 'work' | 'budget' | 'costs';

const EditSheet = lazyDialog(() => import('./edit-sheet').then(chunk => chunk.EditSheet));
const AgentBudgets = lazy(() => import('./agent-budgets').then(chunk => chunk.AgentBudgets));
const Grants = lazy(() => import('./grants').then(chunk => chunk.Grants));

/** One agent: who they are, what they were told, what they did, what it cost. */
export function Agent() {
  const words = agentWords();
  const part = useSignal<Part>('overview');
  const editing = useSignal(false);
  const detail = agentHere.value;
  useActions(neighbourActions);
  useFreshModels();
  if (!detail) return <Missing />;
  const { row } = detail;
  return (
    <Page
      title={
        <span class={style.name}>
          <Mark name={row.body.name} hue={row.hue} size={64} />
          <span data-title>{row.body.name}</span>
        </span>
      }
      line={
        <span class={style.line}>
          {row.body.role} <Doing agent={detail} />
        </span>
      }
      end={
        <>
          <DeedButton
            icon="edit"
            label={words.edit}
            onDo={() => {
              editing.value = true;
            }}
          />
          <Menu here label={words.actions(row.body.name)} items={actionsFor(detail)} />
        </>
      }
    >
      <Tabs
        label={words.sections}
        chosen={part.value}
        onChoose={name => {
          part.value = name;
        }}
        tabs={[
          { name: 'overview', label: words.overview },
          { name: 'instructions', label: words.instructions, count: detail.versions.length },
          { name: 'tools', label: agentToolsWords().tab, count: row.body.tools.length },
          { name: 'work', label: words.work, count: detail.conversations.length },
          { name: 'budget', label: budgetsWords().ofAgent },
          { name: 'costs', label: words.costs },
        ]}
      >
        {part.value === 'overview' && <Overview detail={detail} />}
        {part.value === 'instructions' && <Instructions detail={detail} />}
        {part.value === 'tools' && <Grants detail={detail} />}
        {part.value === 'work' && <Work detail={detail} />}
        {part.value === 'budget' && <AgentBudgets detail={detail} />}
        {part.value === 'costs' && <Calls />}
      </Tabs>
      {editing.value && (
        <EditSheet
          detail={detail}
          onClose={() => {
            editing.value = false;
          }}
        />
      )}
    </Page>
  );
}

/** The live query answers a moment after arrival; only an agent the roster does not know either is gone. */
function Missing() {
  const words = agentWords();
  const here = place.value;
  const all = agents.value;
  if (all === agentsUnread || all.some(({ row }) => here.at === 'agent' && row.id === here.id)) return null;
  return (
    <Page title={words.gone} line={words.goneLine}>
      <ButtonLink look="go" href={hrefOf({ at: 'team', hire: false })}>
        {words.toTeam}
      </ButtonLink>
    </Page>
  );
}

/** `[` and `]` go through the roster. */
function neighbourActions(): Action[] {
  const step = (by: 1 | -1) => () => {
    const team = agents.peek();
    const at = team.findIndex(agent => agent.row.id === agentHere.peek()?.row.id);
    const next = team[(at + by + team.length) % team.length];
    if (next) go({ at: 'agent', id: next.row.id });
  };
  return [
    { id: 'agent-before', group: 'here', title: () => agentWords().before, repeats: true, do: step(-1) },
    { id: 'agent-after', group: 'here', title: () => agentWords().after, repeats: true, do: step(1) },
  ];
}

function actionsFor({ row }: AgentDetail): MenuItem[] {
  const words = agentWords();
  const { name } = row.body;
  const become = (state: 'active' | 'paused' | 'retired', text: string) => () => {
    const before = row.state;
    editAgent(row.id, { state }).then(
      () => tell(text, () => void attempt(editAgent(row.id, { state: before }))),
      tellError,
    );
  };
  const duplicate = () => {
    const copy = words.copyName(name);
    duplicateAgent(row.id, copy).then(id => {
      tell(words.duplicated(copy));
      go({ at: 'agent', id });
    }, tellError);
  };
  const items: MenuItem[] = [{ label: words.duplicate, icon: 'copy', do: duplicate }];
  if (row.state === 'active')
    items.push({ label: words.pause, icon: 'pause', do: become('paused', words.paused(name)) });
  if (row.state === 'paused')
    items.push({ label: words.resume, icon: 'play', do: become('active', words.resumed(name)) });
  if (row.state === 'retired')
    items.push({ label: words.hireBack, icon: 'plus', do: become('active', words.resumed(name)) });
  else items.push({ label: words.retire, icon: 'archive', no: true, do: become('retired', words.retired(name)) });
  return items;
}
