import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { NanoUsd } from '../../domain/money';
import { modelsOf, type ConnectionView, type ModelView } from '../../state/connections';
import { quoteTrial, tryConnection, type TriedOut } from '../../state/examine';
import { Findings } from '../connect/findings';
import { Problem } from '../parts/problem';
import { money } from '../formats';
import { Button } from '../parts/button';
import { Combobox } from '../parts/combobox';
import { explained } from '../words/errors';
import { examineWords } from '../words/examine';
import style from './settings.module.css';
import { useExplainedWork } from './use-explained-work';

/** What can only be seen in a real answer: says what it can cost, and does it when it is told to. */
export function TryOut({ view }: { view: ConnectionView }) {
  const words = examineWords();
  const connection = view.row.id;
  const listed = modelsOf(connection);
  const typed = useSignal<string | undefined>(undefined);
  const model = (typed.value ?? cheapest(listed)?.info.id ?? '').trim();
  const quoted = useSignal<{ model: string; line: string } | undefined>(undefined);
  const tried = useSignal<TriedOut | undefined>(undefined);
  const work = useExplainedWork();
  useEffect(() => {
    let current = true;
    if (model === '') return undefined;
    const take = (line: string) => {
      if (current) quoted.value = { model, line };
    };
    const amount = (most: NanoUsd | undefined) => (most === undefined ? words.unpriced : words.atMost(money(most)));
    quoteTrial({ connection, model }).then(
      most => take(amount(most)),
      (error: unknown) => take(explained(error)),
    );
    return () => {
      current = false;
    };
  }, [connection, model, quoted, words]);
  const tryIt = () =>
    work.run(async () => {
      tried.value = undefined;
      tried.value = await tryConnection({ connection, model });
    });
  return (
    <>
      <h3>{words.tryTitle}</h3>
      <p class="muted">{words.tryLine}</p>
      <Combobox
        label={words.model}
        text={typed.value ?? model}
        choices={listed.map(({ info: { id } }) => ({ value: id, text: id, line: <span class="mono">{id}</span> }))}
        onText={text => {
          typed.value = text;
        }}
        onChoose={choice => {
          typed.value = choice.text;
        }}
      />
      {tried.value && <Findings findings={tried.value.findings} baseUrl={view.row.body.baseUrl} />}
      {tried.value?.cost !== undefined && <output>{words.cost(money(tried.value.cost))}</output>}
      {work.problem && <Problem {...work.problem} state={words.notTried} />}
      <p class={style.buttons}>
        {/* What it can cost is said before it can be done. */}
        {quoted.value?.model === model && (
          <>
            <Button busy={work.busy} onClick={() => void tryIt()}>
              {work.busy ? words.trying : words.tryIt}
            </Button>
            <span class="small muted">{quoted.value.line}</span>
          </>
        )}
      </p>
    </>
  );
}

/** The cheapest with a price, else the first. */
function cheapest(listed: readonly ModelView[]): ModelView | undefined {
  const rateOf = ({ price }: ModelView) => (price ? price.rates.input + price.rates.output : Number.POSITIVE_INFINITY);
  return listed.toSorted((one, other) => rateOf(one) - rateOf(other))[0];
}
