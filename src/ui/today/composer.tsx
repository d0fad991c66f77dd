import { useEffect, useRef } from 'preact/hooks';
import { useSignal, useSignalEffect } from '@preact/signals';
import { modelOf, type AgentView } from '../../state/agents';
import { ask } from '../../state/ask';
import { askQuote, quote } from '../../state/quote';
import { money } from '../formats';
import { AttachButton } from '../parts/attach-button';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { State } from '../parts/state';
import { Writing } from '../parts/writing';
import { AgentPicker } from '../team/agent-picker';
import { useUnsentMessage } from '../use-unsent-message';
import { todayWords } from '../words/today';
import style from './composer.module.css';
import { taskWanted } from './task-wanted';

/** Where work is given: what, to whom, and what it can cost at most. */
export function Composer({ team }: { team: readonly AgentView[] }) {
  const words = todayWords();
  const chosen = useSignal<string | undefined>(undefined);
  const field = useRef<HTMLTextAreaElement>(null);
  const agent = team.find(one => one.row.id === chosen.value) ?? team.find(one => !one.row.simulated) ?? team[0];
  const simulated = agent?.row.simulated ?? true;
  const { text, files, isEmpty, busy, box, send } = useUnsentMessage('today', agent && modelOf(agent.row), simulated);
  const written = text.value;
  const waiting = files.waiting.value;
  const id = agent?.row.id;
  useEffect(() => {
    if (id) askQuote(undefined, id, written, undefined, waiting.length > 0);
  }, [id, written, waiting]);
  useSignalEffect(() => {
    if (!taskWanted.value) return;
    taskWanted.value = false;
    field.current?.focus();
  });
  if (!agent) return null;

  const submit = (held = false) => send((task, pasted) => ask(agent.row.id, task, { from: 'today', pasted, held }));

  return (
    <Writing
      id="new-task"
      field={field}
      label={words.askLabel}
      placeholder={words.ask}
      sends={event => event.key === 'Enter' && (event.ctrlKey || event.metaKey)}
      {...box}
      onSend={() => void submit()}
    >
      <AgentPicker
        label={words.agent}
        team={team}
        agent={agent}
        onPick={picked => {
          chosen.value = picked;
        }}
      />
      <span class={`mono small muted wide-only ${style.model}`}>
        {simulated ? null : (modelOf(agent.row)?.model ?? words.noModel)}
      </span>
      <AttachButton files={files} />
      <Cost simulated={simulated} written={!isEmpty} />
      <span class={style.give}>
        {!isEmpty && <IconButton look="bare" icon="steps" label={words.planFirst} onClick={() => void submit(true)} />}
        <button type="submit" class={style.send} aria-label={words.send} title={words.send} aria-busy={busy}>
          <Icon name="send" />
        </button>
      </span>
    </Writing>
  );
}

function Cost({ simulated, written }: { simulated: boolean; written: boolean }) {
  const words = todayWords();
  const { atMost, ceilingClass, usually, task } = quote.value;
  if (simulated) return <span class={style.cost}>{<State is="simulated">{words.free}</State>}</span>;
  if (!written || atMost === undefined) return <span class={style.cost} />;
  const most = ceilingClass?.is === 'soft' ? words.aboutAtMost : words.atMost;
  return (
    <span class={style.cost}>
      {task ? (
        <>
          <Amount label={words.taskUsually} amount={task.usually} />
          {task.rarelyOver !== undefined && <Amount label={words.rarelyOver} amount={task.rarelyOver} />}
        </>
      ) : (
        usually !== undefined && <Amount label={words.usually} amount={usually} />
      )}
      <span>
        <span class="dim">{task ? words.ofCall(most) : most}</span> <b>{money(atMost)}</b>
      </span>
    </span>
  );
}

function Amount({ label, amount }: { label: string; amount: number }) {
  return (
    <span>
      <span class="dim">{label}</span> {money(amount)}{' '}
    </span>
  );
}
