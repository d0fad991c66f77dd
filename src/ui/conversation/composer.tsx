import { useEffect, useRef } from 'preact/hooks';
import type { RunRow } from '../../domain/run';
import { askQuote, quote } from '../../state/quote';
import { send, type ConversationDetail } from '../../state/conversation';
import { draft, stopping } from '../../state/drafts';
import { nextModel, onceOf } from '../../state/once';
import { steer } from '../../state/steering';
import { money } from '../formats';
import { AttachButton } from '../parts/attach-button';
import { Button } from '../parts/button';
import { Icon } from '../parts/icon';
import { State } from '../parts/state';
import { Writing } from '../parts/writing';
import { useUnsentMessage } from '../use-unsent-message';
import { conversationWords } from '../words/conversation';
import { askedText, modelsWords } from '../words/models';
import style from './composer.module.css';
import { ContextMeter } from './context-meter';
import { openModelPicker } from './model-choosing';
import { isUnderWay, RunButtons } from './run-buttons';
import { scrollToEnd } from './scrolling';

/** Where the next message is written. While a run goes on it steers that, which can also be paused and stopped. */
export function Composer({ detail }: { detail: ConversationDetail }) {
  const words = conversationWords();
  const id = detail.row.id;
  const field = useRef<HTMLTextAreaElement>(null);
  const { text, files, isEmpty, busy, box, send: sendBy } = useUnsentMessage(id, detail.model, detail.simulated);
  const waiting = files.waiting.value;
  const run = goingRun(detail);
  const once = run ? undefined : onceOf(detail);
  const model = run ? detail.model : nextModel(detail);
  const name = detail.agent.body.name;

  useEffect(
    () => askQuote(id, detail.agent.id, text.value, model, waiting.length > 0),
    [text.value, model?.model, model?.effort, model?.maxOutput, waiting],
  );

  const submit = async () => {
    await sendBy(async (words, isPasted) => {
      await (run ? steer(run.id, words, isPasted, id) : send(detail.agent.id, words, isPasted, once));
      scrollToEnd();
    });
    field.current?.focus();
  };
  return (
    <Writing
      low
      id="conversation-composer"
      field={field}
      label={words.write(name)}
      placeholder={run ? words.placeholderSteer(name) : words.placeholder(name)}
      sends={sends}
      {...box}
      note={
        once ? (
          <>
            {modelsWords().once(askedText(once))} {box.note}
          </>
        ) : (
          box.note
        )
      }
      onSend={() => void submit()}
    >
      <button type="button" class={style.model} onClick={openModelPicker} aria-haspopup="dialog">
        <span class="hidden-words">{words.model}</span>
        <span class="mono">{model?.model ?? words.noModel}</span>
        {model?.effort && <span class="mono dim">{model.effort}</span>}
        <Icon name="down" small />
      </button>
      <AttachButton files={files} />
      <ContextMeter detail={detail} />
      <Cost detail={detail} />
      {run && <RunButtons run={run} />}
      {(!run || !isEmpty) && (
        <Button look={run || detail.trouble ? undefined : 'go'} icon="send" type="submit" busy={busy}>
          <span class={style.word}>{run ? words.steer : words.send}</span>
        </Button>
      )}
    </Writing>
  );
}

/** What the next message can cost, else what the conversation has cost. */
function Cost({ detail }: { detail: ConversationDetail }) {
  const words = conversationWords();
  const { atMost, ceilingClass, usually } = quote.value;
  if (detail.simulated) {
    return (
      <span class={style.cost}>
        <State is="simulated" />
      </span>
    );
  }
  if (atMost !== undefined) {
    return (
      <span class={style.cost}>
        {usually !== undefined && <span class="dim">{words.usually(money(usually))} </span>}
        <b>{(ceilingClass?.is === 'soft' ? words.aboutAtMost : words.atMost)(money(atMost))}</b>
      </span>
    );
  }
  // The call under way costs already what its turn says.
  const total = money(detail.cost + (draft.value?.cost ?? 0));
  return (
    <span class={style.cost}>
      {detail.unknownCosts > 0 ? words.atLeast(total) : total} <span class="dim">{words.costSoFar}</span>
    </span>
  );
}

/** The run that can be stopped, unless it was just asked to. */
function goingRun(detail: ConversationDetail): RunRow | undefined {
  const isStopping = stopping.value === detail.run?.id;
  return detail.run && isUnderWay(detail.run) && !isStopping ? detail.run : undefined;
}

/** Enter sends, Shift+Enter breaks the line; under a finger Enter only breaks it. Ctrl or Cmd+Enter always sends. */
function sends(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter') return false;
  if (event.ctrlKey || event.metaKey) return true;
  return !event.shiftKey && !matchMedia('(pointer: coarse)').matches;
}
