import { agents, agentsUnread } from '../../state/agents';
import { go, hrefOf, place } from '../../state/place';
import { ButtonLink } from '../parts/button';
import { lazyDialog } from '../parts/lazy';
import { Page } from '../parts/page';
import { teamWords } from '../words/team';
import { Roster } from './roster';
import { StarterTeams } from './starter-teams';
import style from './team.module.css';

/** With its templates; fetched when someone is to be hired. */
const HireSheet = lazyDialog(() => import('./hire-sheet').then(chunk => chunk.HireSheet));

/** Who works here, on what model, at what cost, and what they do now. */
export function Team() {
  const words = teamWords();
  const all = agents.value;
  const here = place.value;
  if (all === agentsUnread) return null;
  const working = all.filter(agent => agent.row.state !== 'retired');
  const retired = all.filter(agent => agent.row.state === 'retired');
  const models = new Set(working.map(agent => agent.row.body.model).filter(Boolean)).size;
  const hire = (
    <ButtonLink look="go" icon="plus" href={hrefOf({ at: 'team', hire: true })}>
      {words.hire}
    </ButtonLink>
  );
  return (
    <Page
      title={working.length === 0 ? words.emptyTitle : words.title}
      line={working.length === 0 ? words.emptyLine : words.line(working.length, models)}
      end={hire}
    >
      {working.length === 0 ? <StarterTeams /> : <Roster agents={working} total />}
      {retired.length > 0 && (
        <details class={style.retired}>
          <summary>{words.retiredCount(retired.length)}</summary>
          <Roster agents={retired} />
        </details>
      )}
      {here.at === 'team' && here.hire && (
        <HireSheet team={all} onClose={() => go({ at: 'team', hire: false }, 'replace')} />
      )}
    </Page>
  );
}
