import type { AgentView } from '../../state/agents';
import { Mark } from '../marks/mark';
import { Icon } from '../parts/icon';
import style from './agent-picker.module.css';

/** Who is asked: the mark and the name, and the browser's own list of the others. */
export function AgentPicker({
  label,
  team,
  agent,
  onPick,
}: {
  label: string;
  team: readonly AgentView[];
  agent: AgentView;
  onPick: (id: AgentView['row']['id']) => void;
}) {
  return (
    <label class={style.agent}>
      <Mark name={agent.row.body.name} hue={agent.row.hue} size={20} />
      <span class="hidden-words">{label}</span>
      <select
        value={agent.row.id}
        onChange={event => {
          const picked = team[event.currentTarget.selectedIndex];
          if (picked) onPick(picked.row.id);
        }}
      >
        {team.map(({ row }) => (
          <option key={row.id} value={row.id}>
            {row.body.name}
          </option>
        ))}
      </select>
      <Icon name="down" small />
    </label>
  );
}
