import { now } from '../../state/clock';
import { hrefOf } from '../../state/place';
import { siblings, type RunView } from '../../state/replay';
import { duration, when } from '../formats';
import { Section } from '../parts/section';
import { costText } from '../words/app';
import { replayWords } from '../words/replay';
import style from './replay.module.css';

/** The runs of the same task: each can be replayed, and laid beside the one on screen. */
export function Runs({ run }: { run: RunView }) {
  const words = replayWords();
  const others = siblings.value;
  if (others.length < 2) return null;
  return (
    <Section title={words.runs} count={others.length}>
      <ul class={style.runs}>
        {others.map(({ row, time }) => (
          <li key={row.id}>
            <span class={style.name}>
              {row.id === run.row.id ? (
                <span class="mono">{row.body.model.model}</span>
              ) : (
                <a class="mono" href={hrefOf({ at: 'run', id: row.id })}>
                  {row.body.model.model}
                </a>
              )}
              <small class="dim">
                {when(row.at, now.value)}, {costText(row)}, {duration(time)}
              </small>
            </span>
            {row.id === run.row.id ? (
              <span class="small dim">{words.thisOne}</span>
            ) : (
              <a
                href={hrefOf({ at: 'run', id: run.row.id, beside: row.id })}
                aria-label={words.compareWith(row.body.model.model)}
              >
                {words.compare}
              </a>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
