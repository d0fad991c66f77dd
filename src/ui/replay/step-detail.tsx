import type { ComponentChildren } from 'preact';
import type { MessageBody } from '../../domain/conversation';
import { plainText } from '../../domain/part';
import type { ReplayStep } from '../../state/replay';
import { hrefOf } from '../../state/place';
import { duration, moment, number } from '../formats';
import { Button, ButtonLink } from '../parts/button';
import { Facts } from '../parts/facts';
import { lazy } from '../parts/lazy';
import { Section } from '../parts/section';
import { costText } from '../words/app';
import { explain } from '../words/errors';
import { askedText } from '../words/models';
import { replayWords } from '../words/replay';
import style from './replay.module.css';
import { statusName, stepName } from './step-name';

const Body = lazy(() => import('./message-view').then(chunk => chunk.MessageView));
const Shown = lazy(() => import('./request-view').then(chunk => chunk.RequestShown));

/** One step: what it was, what it took, what the model saw anew, what came of it. */
export function StepDetail({
  step,
  title,
  agentName,
  notes,
  rejected,
  onFork,
}: {
  step: ReplayStep;
  title: string;
  agentName: string;
  /** Texts that the run took as notes: where one of them is seen, it is told as such. */
  notes: ReadonlySet<string>;
  /** Calls that the user rejected. */
  rejected: ReadonlySet<string>;
  onFork: () => void;
}) {
  const words = replayWords();
  const isAct = step.act !== undefined;
  return (
    <article class={style.detail} aria-live="polite">
      <header>
        <p class="small dim">{title}</p>
        <h2>{stepName(step)}</h2>
      </header>
      <Facts rows={factsOf(step)} />
      {step.status === 'rejected' && isAct && (
        <p>{step.reason === undefined ? words.rejected : words.rejectedFor(step.reason)}</p>
      )}
      {step.error && <p class={style.error}>{explain(step.error).what}</p>}
      {step.saw.length > 0 && (
        <Section title={words.saw(step.saw.length)}>
          <Bodies bodies={step.saw} notes={notes} rejected={rejected} />
        </Section>
      )}
      {step.request && (
        <Section title={words.shown}>
          <Shown request={step.request} agentName={agentName} />
        </Section>
      )}
      {step.said && (
        <Section title={titleOf(step)}>
          <Bodies bodies={[step.said]} rejected={rejected} open />
        </Section>
      )}
      {step.errand && (
        <p>
          <ButtonLink icon="layers" href={hrefOf({ at: 'run', id: step.errand.row.id })}>
            {words.replayOf(step.errand.agentName)}
          </ButtonLink>
        </p>
      )}
      {isAct && step.message !== undefined && (
        <p>
          <Button icon="branch" onClick={onFork}>
            {words.forkHere}
          </Button>
        </p>
      )}
    </article>
  );
}

/** What stands over what came of a step. */
function titleOf({ kind }: ReplayStep): string {
  const words = replayWords();
  switch (kind) {
    case 'tool-call':
    case 'child-run':
      return words.result;
    case 'steering':
      return words.youSaid;
    case 'compaction':
      return words.notes;
    case 'model-call':
    case 'request':
    case 'switch':
    case 'waiting':
    case 'end':
      return words.said;
  }
}

function Bodies({
  bodies,
  notes,
  rejected,
  open,
}: {
  bodies: readonly MessageBody[];
  notes?: ReadonlySet<string>;
  rejected: ReadonlySet<string>;
  open?: boolean;
}) {
  return (
    <div class={style.bodies}>
      {bodies.map((body, index) => (
        <Body
          key={index}
          body={body}
          isNotes={notes?.has(plainText(body.parts)) ?? false}
          rejected={rejected}
          open={open}
        />
      ))}
    </div>
  );
}

function factsOf(step: ReplayStep): (readonly [string, ComponentChildren])[] {
  const words = replayWords();
  const { at, cost, unknown = 0, attempt, window, proven } = step;
  return [
    [words.when, moment(at)],
    ...(step.duration === undefined ? [] : [[words.took, duration(step.duration)] as const]),
    ...(step.act === undefined ? [] : [[words.outcome, statusName(step)] as const]),
    ...(cost === undefined && unknown === 0
      ? []
      : [[words.cost, cost === 0 && unknown === 0 ? words.free : costText({ cost: cost ?? 0, unknown })] as const]),
    ...(attempt === undefined || attempt < 2 ? [] : [[words.attempt, number(attempt)] as const]),
    ...askedFact(step),
    ...(window === undefined ? [] : [[words.seen, words.window(window)] as const]),
    ...(proven === undefined ? [] : [[words.proven, proven ? words.provenYes : words.provenNo] as const]),
  ];
}

/** How hard and how long at most the model was asked, where that is still known. */
function askedFact({ maxOutput, effort }: ReplayStep): (readonly [string, string])[] {
  if (maxOutput === undefined) return [];
  return [[replayWords().askedWith, askedText({ maxOutput, ...(effort !== undefined && { effort }) })]];
}
