import { now } from '../../state/clock';
import { hrefOf } from '../../state/place';
import { taskRuns } from '../../state/task';
import { duration, when } from '../formats';
import { RunState } from '../conversation/run-state';
import { Row, Rows, Section } from '../parts/section';
import { lazy } from '../parts/lazy';
import { State } from '../parts/state';
import { costText } from '../words/app';
import { taskWords } from '../words/task';
import style from './task.module.css';

const InWords = lazy(() => import('../markdown/in-words').then(chunk => chunk.InWords));

/** The runs of the task on screen, the newest first: each that has begun can be replayed, and laid beside the newest. */
export function TaskRuns() {
  const words = taskWords();
  const runs = taskRuns.value;
  const [newest] = runs;
  if (!newest) return null;
  return (
    <Section title={words.runs} count={runs.length}>
      <div class={style.runs}>
        <Rows>
          {runs.map(({ row, result, time }) => {
            const told = [row.body.model.model, when(row.at, now.value)] as const;
            return (
              <Row
                key={row.id}
                title={<span class="mono">{row.body.model.model}</span>}
                line={
                  <span class={style.line}>
                    <RunState run={row} />{' '}
                    <span class={style.result} translate={false}>
                      <InWords text={result} />
                    </span>
                  </span>
                }
                controls={
                  <span class={style.ways}>
                    {row.steps > 0 && (
                      <a href={hrefOf({ at: 'run', id: row.id })} aria-label={words.replayOf(...told)}>
                        {words.replay}
                      </a>
                    )}
                    {row.id !== newest.row.id && row.steps > 0 && newest.row.steps > 0 && (
                      <a
                        href={hrefOf({ at: 'run', id: newest.row.id, beside: row.id })}
                        aria-label={words.compareOf(...told)}
                      >
                        {words.compare}
                      </a>
                    )}
                  </span>
                }
                money={row.simulated ? <State is="simulated" /> : costText(row)}
                cap={duration(time)}
              />
            );
          })}
        </Rows>
      </div>
    </Section>
  );
}
