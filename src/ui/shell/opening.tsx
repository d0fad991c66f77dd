import { boot } from '../../state/boot';
import { State } from '../parts/state';
import { appWords } from '../words/app';
import { lazy } from '../parts/lazy';
import { Overdue } from './overdue';
import style from './opening.module.css';

const Failed = lazy(() => import('./failed').then(chunk => chunk.Failed));

/** What is being loaded, with real counts as they come; or why the workspace did not open, with the way out. */
export function Opening() {
  const state = boot.value;
  const words = appWords();
  if (state.is === 'failed') return <Failed error={state.error} />;
  const counts = state.is === 'open' ? state.counts : undefined;
  const lines: [string, number | undefined][] = [
    [words.agents, counts?.agents],
    [words.conversations, counts?.conversations],
    [words.activity, counts?.activity],
  ];
  if (counts && counts.memories > 0) lines.splice(1, 0, [words.memories, counts.memories]);
  return (
    <div class={style.opening}>
      <div role="log" aria-busy="true">
        <h1 tabIndex={-1}>{words.opening}</h1>
        <ol>
          {lines.map(([name, count]) => (
            <li key={name}>
              <State is={count === undefined ? 'waiting' : 'done'} quiet />
              <span>{name}</span>
              <span class="number">{count === undefined ? '' : words.counted(count)}</span>
            </li>
          ))}
        </ol>
      </div>
      <Overdue />
    </div>
  );
}

/** The workspace stands; what this screen is made of is on its way. Said only where that takes longer than a moment. */
export function OpeningScreen() {
  return (
    <div class={`${style.opening} ${style.late}`}>
      <h1 tabIndex={-1} aria-busy="true">
        {appWords().openingScreen}
      </h1>
      <Overdue />
    </div>
  );
}
