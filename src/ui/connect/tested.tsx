import type { ProviderName } from '../../domain/connection';
import type { Connected } from '../../state/connections';
import { duration, money, number } from '../formats';
import { Facts } from '../parts/facts';
import { State } from '../parts/state';
import { connectWords, providerNames } from '../words/connect';
import style from './connect.module.css';

export interface TestResult extends Connected {
  provider: ProviderName;
  recognised: boolean;
}

/** What the free test found. */
export function Tested({ result: { provider, answered, models, milliseconds, recognised } }: { result: TestResult }) {
  const words = connectWords();
  return (
    // An <output> may hold no list.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div class={style.tested} role="status">
      <p class={style.line}>
        <State is={answered ? 'done' : 'waiting'} quiet />
        <b>{providerNames[provider]}</b>
        <span class="small muted">{recognised ? words.recognised : words.chosen}</span>
        <span class={`number small dim ${style.end}`}>{duration(milliseconds)}</span>
      </p>
      <Facts
        rows={[
          [words.answers, answered ? words.yes : words.notYet],
          [words.modelsCount, number(models)],
          [words.testCost, money(0)],
        ]}
      />
    </div>
  );
}
