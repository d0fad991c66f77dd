import type { ComponentChildren } from 'preact';
import type { AgentRow } from '../../domain/agent';
import { Mark } from '../marks/mark';
import style from './turn.module.css';

/** Who speaks: mark, name, one caption, and something at the right edge. */
export function TurnHead({
  agent,
  caption,
  end,
}: {
  agent: AgentRow;
  caption: ComponentChildren;
  end?: ComponentChildren;
}) {
  return (
    <header class={style.head}>
      <Mark name={agent.body.name} hue={agent.hue} size={28} />
      <h2>{agent.body.name}</h2>
      <span class={style.caption}>{caption}</span>
      <span class={style.end}>{end}</span>
    </header>
  );
}
