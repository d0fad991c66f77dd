import { prices, setPrice } from '../../state/prices';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import { rate } from '../formats';
import { Button } from '../parts/button';
import { Page } from '../parts/page';
import { Row, Rows, Section } from '../parts/section';
import { providerNames } from '../words/connect';
import { pricesWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import { OwnPrice } from './own-price';
import { UpdatePrices } from './update-prices';
import { tellError } from '../tell-error';

/** Where figures come from, and the user's own word on them. */
export function Prices() {
  const words = pricesWords();
  const own = prices.value.filter(row => row.source === 'user' && !row.gone);
  return (
    <Page title={settingsParts().prices} line={words.line}>
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
                            void attempt(setPrice(row.provider, row.body.model, row.body.rates));
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
