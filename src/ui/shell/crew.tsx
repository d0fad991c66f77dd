import { activeAgents, type AgentView } from '../../state/agents';
import { hrefOf, place } from '../../state/place';
import { settings } from '../../state/settings';
import { Mark } from '../marks/mark';
import { State, type StateName } from '../parts/state';
import { appWords } from '../words/app';
import style from './rail.module.css';

const STATES: Record<AgentView['doing'], StateName> = {
  idle: 'idle',
  working: 'running',
  waiting: 'waiting',
  'needs-you': 'needs-you',
};

/** The team in the rail, each with what they do now. */
export function Crew() {
  const here = place.value;
  const team = activeAgents.value;
  if (team.length === 0) return null;
  return (
    <div class={style.crew}>
      <h2>{settings.value.workspaceName || appWords().unnamed}</h2>
      {team.slice(0, MOST).map(({ row, doing }) => (
        <a
          key={row.id}
          href={hrefOf({ at: 'agent', id: row.id })}
          aria-current={here.at === 'agent' && here.id === row.id ? 'page' : undefined}
        >
          <Mark name={row.body.name} hue={row.hue} size={20} />
          <span class="one-line">{row.body.name}</span>
          {doing !== 'idle' && <State is={STATES[doing]} quiet />}
        </a>
      ))}
    </div>
  );
}

/** The rest is a click away on Team. */
const MOST = 12;
