import { editAgent, type AgentDetail } from '../../state/agents';
import { tell } from '../../state/toasts';
import { moment } from '../formats';
import { Button } from '../parts/button';
import { Section } from '../parts/section';
import { Tag } from '../parts/tag';
import { agentWords } from '../words/agent';
import { tellError } from '../tell-error';
import style from './agent.module.css';

/** What they are told now, and every version before it; an old one can be put into use again. */
export function Instructions({ detail: { row, versions } }: { detail: AgentDetail }) {
  const words = agentWords();
  const current = versions.find(version => version.id === row.instructions);
  const earlier = versions.filter(version => version.id !== row.instructions);
  const useAgain = (text: string) => editAgent(row.id, { instructions: text }).then(() => tell(words.saved), tellError);
  return (
    <>
      {current && (
        <p>
          <Tag>{words.version(current.number)}</Tag> <span class="small muted">{words.current}</span>
        </p>
      )}
      <p class={style.told}>{current?.body.text || words.noInstructions}</p>
      {earlier.length > 0 && (
        <Section title={words.versions} count={earlier.length}>
          {earlier.map(version => (
            <details key={version.id} name="version" class={style.version}>
              <summary>
                {words.version(version.number)} <span class="small dim">{moment(version.at)}</span>
              </summary>
              <p class={style.told}>{version.body.text || words.noInstructions}</p>
              <Button onClick={() => void useAgain(version.body.text)}>{words.useAgain}</Button>
            </details>
          ))}
        </Section>
      )}
    </>
  );
}
