import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { plainText } from '../../domain/part';
import type { Action } from '../../state/actions';
import { download } from '../../state/device';
import { hrefOf, place } from '../../state/place';
import { exportRun, replayHere, type Replay as ReplayRows, type ReplayStep } from '../../state/replay';
import { duration, number } from '../formats';
import { Button, ButtonLink, IconButton } from '../parts/button';
import { Menu } from '../parts/menu';
import { Note } from '../parts/note';
import { Columns, Page } from '../parts/page';
import { tellError } from '../tell-error';
import { useActions } from '../use-actions';
import { costText } from '../words/app';
import { replayWords } from '../words/replay';
import { Compare } from './compare';
import { ForkDialog } from './fork-dialog';
import style from './replay.module.css';
import { Runs } from './runs';
import { StepDetail } from './step-detail';
import { StepList } from './step-list';

/** A run, step by step from its journal; two of them side by side. */
export function Replay() {
  const here = place.value;
  const replay = replayHere.value;
  if (!replay || here.at !== 'run' || replay.run.row.id !== here.id) return <Missing />;
  return here.beside === undefined ? <Steps replay={replay} /> : <Compare one={replay} />;
}

/** Milliseconds in which a journal is read; only after them is it said not to be there. */
const readWithin = 2_000;

function Missing() {
  const words = replayWords();
  const isLate = useSignal(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      isLate.value = true;
    }, readWithin);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate.value) return null;
  return (
    <Page title={words.gone} line={words.goneLine}>
      <ButtonLink href={hrefOf({ at: 'conversations' })}>{words.toConversations}</ButtonLink>
    </Page>
  );
}

function Steps({ replay }: { replay: ReplayRows }) {
  const words = replayWords();
  const { run, steps } = replay;
  // What came before the first call is told in a word.
  const first = steps.findIndex(({ kind }) => kind !== 'waiting' && kind !== 'steering');
  const chosen = useSignal(Math.max(0, first));
  const forking = useSignal<'here' | 'begin' | undefined>(undefined);
  const at = Math.min(chosen.value, steps.length - 1);
  const step = steps[at];
  const show = (to: number) => {
    if (to >= 0 && to < steps.length) chosen.value = to;
  };
  useActions(() => replayActions(by => show(Math.min(chosen.peek(), steps.length - 1) + by)), [steps.length]);
  return (
    <Columns
      aside={
        <>
          <StepList steps={steps} at={at} onShow={show} />
          <Runs run={run} />
        </>
      }
    >
      <Page
        title={
          <span translate={false} dir="auto">
            {replay.title}
          </span>
        }
        line={words.line(replay.agentName, steps.length, costText(run.row), duration(run.time))}
        end={
          <Ways
            replay={replay}
            onFork={() => {
              forking.value = 'begin';
            }}
          />
        }
      >
        {replay.transcriptOnly && <Note>{words.transcriptOnly}</Note>}
        {step === undefined ? (
          <p class="muted">{words.nothing}</p>
        ) : (
          <>
            <Slider at={at} count={steps.length} onShow={show} />
            <StepDetail
              step={step}
              title={words.step(at + 1, steps.length)}
              agentName={replay.agentName}
              notes={notesIn(steps)}
              rejected={rejectedIn(steps)}
              onFork={() => {
                forking.value = 'here';
              }}
            />
          </>
        )}
        {forking.value && (
          <ForkDialog
            run={run}
            from={forking.value === 'here' ? step?.message : undefined}
            onClose={() => {
              forking.value = undefined;
            }}
          />
        )}
      </Page>
    </Columns>
  );
}

/** What can be done with the whole run: seen where it belongs, run again, saved. */
function Ways({ replay, onFork }: { replay: ReplayRows; onFork: () => void }) {
  const words = replayWords();
  const { conversation, task } = replay.run.row;
  return (
    <>
      <ButtonLink href={hrefOf({ at: 'conversation', id: conversation })}>{words.toConversation}</ButtonLink>
      <ButtonLink href={hrefOf({ at: 'task', id: task })}>{words.toTask}</ButtonLink>
      <Button icon="branch" onClick={onFork}>
        {words.fork}
      </Button>
      <Menu
        here
        label={words.export}
        items={[
          { label: words.exportMarkdown, icon: 'download', do: () => void save(replay, 'markdown') },
          { label: words.exportOtlp, icon: 'download', do: () => void save(replay, 'otlp') },
        ]}
      />
    </>
  );
}

/** Which of the steps is shown, and to the others. */
function Slider({ at, count, onShow }: { at: number; count: number; onShow: (to: number) => void }) {
  const words = replayWords();
  return (
    <div class={style.control}>
      <IconButton icon="back" label={words.previous} disabled={at === 0} onClick={() => onShow(at - 1)} />
      <input
        type="range"
        aria-label={words.slider}
        aria-valuetext={words.step(at + 1, count)}
        min={1}
        max={count}
        value={at + 1}
        onInput={event => onShow(Number(event.currentTarget.value) - 1)}
      />
      <IconButton icon="forward" label={words.next} disabled={at === count - 1} onClick={() => onShow(at + 1)} />
      <span class="number small dim">
        {number(at + 1)}/{number(count)}
      </span>
    </div>
  );
}

/** The texts that stood for older messages in this run. */
function notesIn(steps: readonly ReplayStep[]): ReadonlySet<string> {
  return new Set(
    steps.flatMap(({ kind, said }) => (kind === 'compaction' && said !== undefined ? [plainText(said.parts)] : [])),
  );
}

/** The calls of this run that the user rejected. */
function rejectedIn(steps: readonly ReplayStep[]): ReadonlySet<string> {
  const results = steps.flatMap(({ status, said }) => (status === 'rejected' ? (said?.parts ?? []) : []));
  return new Set(results.flatMap(part => (part.kind === 'tool-result' ? [part.call] : [])));
}

const endings = { markdown: 'md', otlp: 'otlp.json' } as const;

async function save(replay: ReplayRows, format: 'otlp' | 'markdown'): Promise<void> {
  try {
    const content = await exportRun(replay.run.row.id, format);
    download(`run-${replay.run.row.id.slice(0, 8)}.${endings[format]}`, content);
  } catch (error) {
    tellError(error);
  }
}

function replayActions(step: (by: 1 | -1) => void): Action[] {
  const words = () => replayWords();
  return [
    { id: 'replay.next', group: 'here', title: () => words().next, repeats: true, do: () => step(1) },
    {
      id: 'replay.previous',
      group: 'here',
      title: () => words().previous,
      repeats: true,
      do: () => step(-1),
    },
  ];
}
