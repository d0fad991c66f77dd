import { useEffect, useRef } from 'preact/hooks';
import { useSignal, useSignalEffect } from '@preact/signals';
import { modelOf, type AgentView } from '../../state/agents';
import { ask } from '../../state/ask';
import { askQuote, quote } from '../../state/composer';
import { money } from '../formats';
import { AttachButton } from '../parts/attach-button';
import { IconButton } from '../parts/button';
import { Icon } from '../parts/icon';
import { WaitingFiles } from '../parts/lazy-attachments';
import { State } from '../parts/state';
import { Writing } from '../parts/writing';
import { AgentPicker } from '../team/agent-picker';
import { useAttachments } from '../use-attachments';
import { usePasted } from '../use-pasted';
import { useUnsent } from '../use-unsent';
import { partsWords } from '../words/parts';
import { todayWords } from '../words/today';
import style from './composer.module.css';
import { taskWanted } from './task-wanted';
import { useWork } from '../use-work';

/** Where work is given: what, to whom, and what it can cost at most. */
export function Composer({ team }: { team: readonly AgentView[] }) {
  const words = todayWords();
  const chosen = useSignal<string | undefined>(undefined);
  const work = useWork();
  const field = useRef<HTMLTextAreaElement>(null);
  const agent = team.find(one => one.row.id === chosen.value) ?? team.find(one => !one.row.simulated) ?? team[0];
  const unsent = useUnsent('today');
  const { text } = unsent;
  const pasted = usePasted(text);
  const files = useAttachments('today', agent && modelOf(agent.row), agent?.row.simulated ?? true);
  const waiting = files.waiting.value;
  const hasFiles = waiting.length > 0;
  const written = text.value;
  const id = agent?.row.id;
  useEffect(() => {
    if (id) askQuote(undefined, id, written, undefined, hasFiles);
  }, [id, written, waiting]);
  useSignalEffect(() => {
    if (!taskWanted.value) return;
    taskWanted.value = false;
    field.current?.focus();
  });
  if (!agent) return null;

  async function submit(held = false) {
    const task = text.peek().trim();
    if ((task === '' && !hasFiles) || files.coming.peek() > 0 || !agent) return;
    await work.run(async () => {
      unsent.pause();
      await ask(agent.row.id, task, { from: 'today', pasted: pasted.holds.peek(), held });
      unsent.sent(task);
    });
  }

  return (
    <Writing
      id="new-task"
      field={field}
      label={words.askLabel}
      placeholder={words.ask}
      value={written}
      sends={event => event.key === 'Enter' && (event.ctrlKey || event.metaKey)}
      onValue={unsent.write}
      onPause={unsent.pause}
      onPaste={pasted.onPaste}
      onFiles={files.take}
      isTarget={files.isOver.value}
      above={(hasFiles || files.coming.value > 0) && <WaitingFiles files={files} />}
      note={pasted.holds.value && partsWords().pasted}
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
        {agent.row.simulated ? null : (modelOf(agent.row)?.model ?? words.noModel)}
      </span>
      <AttachButton files={files} />
      <Cost simulated={agent.row.simulated} written={written !== '' || hasFiles} />
      <span class={style.give}>
        {(written !== '' || hasFiles) && (
          <IconButton look="bare" icon="steps" label={words.planFirst} onClick={() => void submit(true)} />
        )}
        <button type="submit" class={style.send} aria-label={words.send} title={words.send} aria-busy={work.busy}>
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
