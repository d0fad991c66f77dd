import { useSignal } from '@preact/signals';
import type { InstructionsRow } from '../../domain/agent';
import { editAgent, type AgentDetail } from '../../state/agents';
import { tell } from '../../state/toasts';
import { moment } from '../formats';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { Diff } from '../parts/diff';
import { Section } from '../parts/section';
import { Segments } from '../parts/segments';
import { Tag } from '../parts/tag';
import { agentWords } from '../words/agent';
import { tellError } from '../tell-error';
import style from './agent.module.css';

/** What they are told now, and every version before it with what changed since; an old one can be put into use again. */
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
            <Version
              key={version.id}
              version={version}
              current={current}
              onUse={() => void useAgain(version.body.text)}
            />
          ))}
        </Section>
      )}
    </>
  );
}

/** An earlier version: what the one in use changed of it, or its whole text. Compared only once it is unfolded. */
function Version({
  version: { number, at, body },
  current,
  onUse,
}: {
  version: InstructionsRow;
  current: InstructionsRow | undefined;
  onUse: () => void;
}) {
  const words = agentWords();
  const isOpen = useSignal(false);
  const shown = useSignal<'changes' | 'text'>('changes');
  return (
    <details
      name="version"
      class={style.version}
      onToggle={event => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>
        {words.version(number)} <span class="small dim">{moment(at)}</span>
      </summary>
      {isOpen.value && (
        <div class={style.compared}>
          {current && (
            <Segments
              label={words.showVersion}
              options={[
                { value: 'changes', label: words.changes(current.number) },
                { value: 'text', label: words.wholeText },
              ]}
              {...bound(shown)}
            />
          )}
          {current && shown.value === 'changes' ? (
            <Diff before={body.text} after={current.body.text} label={words.changes(current.number)} />
          ) : (
            <p class={style.told}>{body.text || words.noInstructions}</p>
          )}
          <Button onClick={onUse}>{words.useAgain}</Button>
        </div>
      )}
    </details>
  );
}
