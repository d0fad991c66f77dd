import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { SignInOptions } from '../../domain/ports';
import { nanoUsdFromDecimal } from '../../domain/money';
import { signIn } from '../../state/connect';
import { visit } from '../../state/device';
import { outwardHref } from '../markdown/links';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { Check } from '../parts/choice';
import { SelectField, TextField } from '../parts/field';
import { State } from '../parts/state';
import { partsWords } from '../words/parts';
import { signInWords } from '../words/sign-in';
import type { TestResult } from './tested';
import { TrialForm } from './trial-form';
import { useTrial } from './use-trial';
import style from './connect.module.css';

type Span = 'ever' | 'daily' | 'weekly' | 'monthly';

/** A key from OpenRouter without one to copy: the user says yes on its page, the vault fetches the key. */
export function SignIn({ onTested }: { onTested: (result: TestResult) => void }) {
  const words = signInWords();
  const trial = useTrial(onTested);
  const address = useSignal<string | undefined>(undefined);
  const limited = useSignal(false);
  const amount = useSignal('10');
  const span = useSignal<Span>('monthly');
  const under = useRef<AbortController | undefined>(undefined);
  useEffect(() => () => under.current?.abort(), []);
  const limit = limitOf(limited.value, amount.value, span.value);

  async function begin() {
    if (limit === 'wrong') return;
    const asked = new AbortController();
    under.current = asked;
    await trial.run(
      async () => {
        const opened = (to: string) => {
          address.value = to;
          visit(outwardHref(to));
        };
        const signedIn = await signIn(limit ? { limit } : {}, opened, asked.signal);
        const wanted = limit ? { wantedLimit: limit.amount } : {};
        return { ...signedIn, ...wanted, provider: 'openrouter', recognised: false };
      },
      () => asked.signal.aborted,
    );
    address.value = undefined;
  }

  if (address.value !== undefined && !trial.result) {
    return <Waiting address={address.value} onCancel={() => under.current?.abort()} />;
  }
  return (
    <TrialForm trial={trial} onSubmit={() => void begin()} wrong={words.notSignedIn}>
      <Button type="submit" size="big" icon="key" busy={trial.busy}>
        {words.signIn}
      </Button>
      <Check {...bound(limited)}>{words.limit}</Check>
      {limited.value && (
        <div class={style.pair}>
          <TextField
            label={words.amount}
            inputMode="decimal"
            error={limit === 'wrong' ? words.amountWrong : undefined}
            {...bound(amount)}
          />
          <SelectField
            label={words.span}
            options={(['ever', 'daily', 'weekly', 'monthly'] as const).map(value => ({
              value,
              label: words.spans[value],
            }))}
            {...bound(span)}
          />
        </div>
      )}
    </TrialForm>
  );
}

/** The user is at OpenRouter's page; a browser that opened none leaves the way there by hand. */
function Waiting({ address, onCancel }: { address: string; onCancel: () => void }) {
  const words = signInWords();
  return (
    // An <output> may hold no link.
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
    <div class={style.problem} role="status">
      <State is="running">{words.waiting}</State>
      <p>{words.waitingLine}</p>
      <p class={style.line}>
        <a href={outwardHref(address)} target="_blank" rel="noopener noreferrer">
          {words.openAgain}
        </a>
        <Button look="bare" onClick={onCancel}>
          {partsWords().cancel}
        </Button>
      </p>
    </div>
  );
}

function limitOf(limited: boolean, typed: string, span: Span): SignInOptions['limit'] | 'wrong' {
  if (!limited) return undefined;
  const amount = nanoUsdFromDecimal(typed);
  if (!amount) return 'wrong';
  return span === 'ever' ? { amount } : { amount, every: span };
}
