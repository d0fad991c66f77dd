import type { ProviderName } from '../../domain/connection';
import type { Id } from '../../domain/id';
import { duration, money, number } from '../formats';
import { Facts } from '../parts/facts';
import { State } from '../parts/state';
import { connectWords, providerNames } from '../words/connect';
import style from './connect.module.css';

export interface TestResult {
  connection: Id<'connection'>;
  provider: ProviderName;
  models: number;
  milliseconds: number;
  recognised: boolean;
}

/** What the free test found. */
export function Tested({ result: { provider, models, milliseconds, recognised } }: { result: TestResult }) {
  const words = connectWords();
  return (
    // An <output> may hold no list.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div class={style.tested} role="status">
      <p class={style.line}>
        <State is="done" quiet />
        <b>{providerNames[provider]}</b>
        <span class="small muted">{recognised ? words.recognised : words.chosen}</span>
        <span class={`number small dim ${style.end}`}>{duration(milliseconds)}</span>
      </p>
      <Facts
        rows={[
          [words.answers, words.yes],
          [words.modelsCount, number(models)],
          [words.testCost, money(0)],
        ]}
      />
    </div>
  );
}
