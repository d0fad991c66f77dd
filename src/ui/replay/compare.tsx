import type { RunRow } from '../../domain/run';
import { hrefOf } from '../../state/place';
import { replayBeside, type Replay } from '../../state/replay';
import { duration, money, moment, number } from '../formats';
import { ButtonLink } from '../parts/button';
import { Facts } from '../parts/facts';
import { lazy } from '../parts/lazy';
import { Page } from '../parts/page';
import { costText } from '../words/app';
import { replayWords } from '../words/replay';
import { differences } from './differences';
import style from './replay.module.css';

const Markdown = lazy(() => import('../markdown/markdown').then(chunk => chunk.Markdown));

/** Two runs of a task: what each answered, cost and took. */
export function Compare({ one }: { one: Replay }) {
  const words = replayWords();
  const other = replayBeside.value;
  return (
    <Page
      wide
      title={words.compareTitle}
      line={words.compareLine}
      end={<ButtonLink href={hrefOf({ at: 'run', id: one.run.row.id })}>{words.stopComparing}</ButtonLink>}
    >
      {other && <Differences one={one} other={other} />}
      <div class={style.compare}>
        <Side replay={one} {...(other && { than: other })} />
        {other && <Side replay={other} than={one} />}
      </div>
    </Page>
  );
}

function Differences({ one, other }: { one: Replay; other: Replay }) {
  return (
    <section class={style.differences}>
      <h2>{replayWords().differed}</h2>
      <ul>
        {differences(one, other).map(said => (
          <li key={said}>{said}</li>
        ))}
      </ul>
    </section>
  );
}

function Side({ replay, than }: { replay: Replay; than?: Replay }) {
  const words = replayWords();
  const { row, result, time } = replay.run;
  const model = row.body.model.model;
  return (
    <section aria-label={words.side(model, moment(row.at))}>
      <h2>
        <a class="mono" href={hrefOf({ at: 'run', id: row.id })}>
          {model}
        </a>
      </h2>
      <Facts
        rows={[
          [words.when, moment(row.at)],
          [words.status, words.runStates[row.phase]],
          [words.cost, <Cost key="cost" of={row} than={than?.run.row} />],
          [words.time, duration(time)],
          [words.steps, number(replay.steps.length)],
        ]}
      />
      <h3>{words.answer}</h3>
      {result === '' ? (
        <p class="muted">{words.noAnswer}</p>
      ) : (
        <div class={style.message} translate={false}>
          <Markdown text={result} />
        </div>
      )}
    </section>
  );
}

/** A cost, and how it stands to the other's where both are known whole. */
function Cost({ of, than }: { of: RunRow; than: RunRow | undefined }) {
  const words = replayWords();
  const isKnown = !of.unknown && !than?.unknown;
  const difference = than && isKnown ? of.cost - than.cost : 0;
  return (
    <>
      <b>{costText(of)}</b>
      {difference !== 0 && (
        <span class="dim"> {difference < 0 ? words.cheaper(money(-difference)) : words.dearer(money(difference))}</span>
      )}
    </>
  );
}
