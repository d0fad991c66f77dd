import { staff } from '../../state/agents';
import { hrefOf, place } from '../../state/place';
import { settings } from '../../state/settings';
import { shapeOf } from '../doing-state';
import { number } from '../formats';
import { Mark } from '../marks/mark';
import { State } from '../parts/state';
import { appWords } from '../words/app';
import style from './rail.module.css';

/** The team in the rail, each with what they do now. */
export function Crew() {
  const here = place.value;
  const team = staff.value;
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
          {doing !== 'idle' && <State is={shapeOf[doing]} quiet />}
          {doing === 'idle' && row.state === 'paused' && (
            <State is="stopped" quiet>
              {appWords().paused}
            </State>
          )}
        </a>
      ))}
      {team.length > MOST && (
        <a href={hrefOf({ at: 'team', hire: false })}>{appWords().moreAgents(number(team.length - MOST))}</a>
      )}
    </div>
  );
}

/** The rest is a click away on Team, which says so. */
const MOST = 12;
