import type { AgentDetail } from '../../state/agents';
import { now } from '../../state/clock';
import { hrefOf } from '../../state/place';
import { shapeOf } from '../doing-state';
import { when } from '../formats';
import { Row, Rows } from '../parts/section';
import { State } from '../parts/state';
import { costText } from '../words/app';
import { agentWords } from '../words/agent';

/** The conversations this agent was in. */
export function Work({ detail: { conversations } }: { detail: AgentDetail }) {
  const words = agentWords();
  if (conversations.length === 0) {
    return (
      <>
        <h2>{words.noWork}</h2>
        <p class="muted">{words.noWorkLine}</p>
      </>
    );
  }
  return (
    <Rows label={words.work}>
      {conversations.map(({ row, doing, cost, unknownCosts }) => (
        <Row
          key={row.id}
          title={row.body.title}
          href={hrefOf({ at: 'conversation', id: row.id })}
          controls={doing !== 'idle' && <State is={shapeOf[doing]} />}
          money={row.simulated ? <State is="simulated" /> : costText({ cost, unknown: unknownCosts })}
          cap={when(row.activeAt, now.value)}
        />
      ))}
    </Rows>
  );
}
