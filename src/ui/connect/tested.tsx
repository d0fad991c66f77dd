import type { ProviderName } from '../../domain/connection';
import type { NanoUsd } from '../../domain/money';
import type { KeyAccount } from '../../domain/ports';
import type { Connected } from '../../state/connect';
import { duration, money, number } from '../formats';
import { hostOf, outwardHref } from '../markdown/links';
import { Facts } from '../parts/facts';
import { Note } from '../parts/note';
import { State } from '../parts/state';
import { connectWords, consoles, providerNames } from '../words/connect';
import { signInWords } from '../words/sign-in';
import style from './connect.module.css';

export interface TestResult extends Connected {
  provider: ProviderName;
  recognised: boolean;
  /** What the provider says of the key that a sign-in made, and the limit that was asked for it. */
  account?: KeyAccount;
  wantedLimit?: NanoUsd;
}

/** What the free test found. */
export function Tested({ result }: { result: TestResult }) {
  const { provider, answered, models, milliseconds, recognised, account } = result;
  const words = connectWords();
  return (
    // An <output> may hold no list.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div class={style.tested} role="status">
      <p class={style.line}>
        <State is={answered ? 'done' : 'waiting'} quiet />
        <b>{providerNames[provider]}</b>
        {!account && <span class="small muted">{recognised ? words.recognised : words.chosen}</span>}
        <span class={`number small dim ${style.end}`}>{duration(milliseconds)}</span>
      </p>
      <Facts
        rows={[
          [words.answers, answered ? words.yes : words.notYet],
          [words.modelsCount, number(models)],
          [words.testCost, money(0)],
          ...(account ? [[signInWords().limitAtProvider, limitWords(account)] as const] : []),
        ]}
      />
      {account && result.wantedLimit !== undefined && account.limit === undefined && <NotLimited />}
    </div>
  );
}

function limitWords({ limit, every }: KeyAccount): string {
  const words = signInWords();
  return limit === undefined ? words.noLimit : words.limitIs(money(limit), every);
}

/** The limit was asked for, and the key has none: what the user wanted is not so. */
function NotLimited() {
  const to = consoles.openrouter.setLimit;
  return (
    <Note icon="shield">
      {signInWords().limitNotTaken}{' '}
      <a href={outwardHref(to)} target="_blank" rel="noopener noreferrer">
        {hostOf(to)}
      </a>
    </Note>
  );
}
