import { useSignal } from '@preact/signals';
import { scaledDecimal } from '../../domain/money';
import { prices, setPrice } from '../../state/prices';
import { setSetting, settings } from '../../state/settings';
import { tell } from '../../state/toasts';
import { rate } from '../formats';
import { Button } from '../parts/button';
import { TextField } from '../parts/field';
import { Page } from '../parts/page';
import { Row, Rows, Section } from '../parts/section';
import { providerNames } from '../words/connect';
import { pricesWords, settingsWords } from '../words/settings';
import { OwnPrice } from './own-price';
import style from './settings.module.css';
import { UpdatePrices } from './update-prices';
import { tellError } from '../tell-error';

/** Where figures come from, and the user's own word on them. */
export function Prices() {
  const words = pricesWords();
  const own = prices.value.filter(row => row.source === 'user' && !row.gone);
  return (
    <Page title={settingsWords().sections.prices} line={words.line}>
      <MonthlyFigure />
      <UpdatePrices />
      <OwnPrice />
      {own.length > 0 && (
        <Section title={words.yours} count={own.length}>
          <Rows>
            {own.map(row => (
              <Row
                key={row.id}
                title={<span class="mono">{row.body.model}</span>}
                line={`${providerNames[row.provider]}: ${words.rates(rate(row.body.rates.input), rate(row.body.rates.output))}`}
                controls={
                  <Button
                    look="no"
                    onClick={() => {
                      setPrice(row.provider, row.body.model, undefined).then(
                        () =>
                          tell(words.removed(row.body.model), () => {
                            void setPrice(row.provider, row.body.model, row.body.rates);
                          }),
                        tellError,
                      );
                    }}
                  >
                    {words.remove}
                  </Button>
                }
              />
            ))}
          </Rows>
        </Section>
      )}
    </Page>
  );
}

/** Dollars as typed, as nano-dollars. */
function MonthlyFigure() {
  const words = pricesWords();
  const { monthlyLimit } = settings.value;
  const typed = useSignal<string | undefined>(undefined);
  const wrong = useSignal(false);
  const text = typed.value ?? (monthlyLimit > 0 ? String(monthlyLimit / 1_000_000_000) : '');
  const save = (event: Event) => {
    event.preventDefault();
    const nanos = text.trim() === '' ? 0 : scaledDecimal(text.trim().replace(/^\$/, ''), 9);
    wrong.value = nanos === undefined;
    if (nanos === undefined) return;
    setSetting('monthlyLimit', nanos).then(() => {
      typed.value = undefined;
      tell(settingsWords().saved);
    }, tellError);
  };
  return (
    <form class={style.form} onSubmit={save}>
      <TextField
        label={words.limit}
        hint={words.limitHint}
        error={wrong.value ? words.limitWrong : undefined}
        inputMode="decimal"
        value={text}
        onValue={value => {
          typed.value = value;
        }}
      />
      <Button type="submit">{settingsWords().save}</Button>
    </form>
  );
}
