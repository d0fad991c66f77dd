import { activeAgents, agents, colleaguesHere, setColleagues, type AgentDetail } from '../../state/agents';
import { attempt } from '../attempt';
import { Mark } from '../marks/mark';
import { Section } from '../parts/section';
import { Switch } from '../parts/switch';
import { errandWords } from '../words/errands';
import style from './agent.module.css';

/** Whom an agent may ask. */
export function Colleagues({ detail: { row } }: { detail: AgentDetail }) {
  const words = errandWords();
  const chosen = colleaguesHere.value;
  // The demo's agents and those that cost money do not ask one another.
  const others = activeAgents.value.filter(({ row: one }) => one.id !== row.id && one.simulated === row.simulated);
  const set = (id: (typeof row)['id'], on: boolean) => {
    const known = agents.peek().map(agent => agent.row.id);
    const next = known.filter(one => (one === id ? on : chosen.includes(one)));
    void attempt(setColleagues(row.id, next));
  };
  return (
    <Section title={words.colleagues} count={others.filter(({ row: one }) => chosen.includes(one.id)).length}>
      <p class={`muted small ${style.said}`}>
        {others.length === 0 ? words.nobody : words.colleaguesLine(row.body.name)}
      </p>
      {others.map(({ row: one }) => (
        <Switch
          key={one.id}
          mark={<Mark name={one.body.name} hue={one.hue} size={28} />}
          label={one.body.name}
          hint={one.body.role}
          on={chosen.includes(one.id)}
          onChange={on => set(one.id, on)}
        />
      ))}
    </Section>
  );
}
