import { useSignal } from '@preact/signals';
import type { Rates } from '../../domain/money';
import { now } from '../../state/clock';
import { applyPrices, fetchPrices, type PriceChange } from '../../state/prices';
import { setSetting, settings } from '../../state/settings';
import { tell } from '../../state/toasts';
import { moment, number, rate } from '../formats';
import { Button } from '../parts/button';
import { DeedButton } from '../parts/deed-button';
import { Dialog } from '../parts/dialog';
import { Section } from '../parts/section';
import { Table } from '../parts/table';
import { partsWords } from '../words/parts';
import { pricesWords } from '../words/settings';
import { tellError } from '../tell-error';
import { useLongWork } from '../use-long-work';
import style from './settings.module.css';

/** Reads openrouter.ai's public list after asking once, shows the difference, and changes nothing unasked. */
export function UpdatePrices() {
  const words = pricesWords();
  const asking = useSignal(false);
  const work = useLongWork();
  const changes = useSignal<PriceChange[] | undefined>(undefined);
  const { pricesUpdatedAt, priceUpdates } = settings.value;

  async function look() {
    await work.run(async options => {
      const found = await fetchPrices(options);
      if (found.length === 0) tell(words.none);
      changes.value = found.length === 0 ? undefined : found;
    });
  }

  async function agree() {
    asking.value = false;
    await setSetting('priceUpdates', 'yes').catch(tellError);
    await look();
  }

  return (
    <Section title={words.update}>
      <div class={style.lines}>
        <p class="muted">{pricesUpdatedAt > 0 ? words.updatedAt(moment(pricesUpdatedAt)) : words.never}</p>
        <p class={style.buttons}>
          <DeedButton
            icon="retry"
            busy={work.busy}
            label={work.busy ? words.fetching : words.update}
            onDo={() => {
              if (priceUpdates === 'yes') void look();
              else asking.value = true;
            }}
          />
          {work.busy && (
            <Button look="bare" onClick={work.stop}>
              {partsWords().cancel}
            </Button>
          )}
        </p>
        {changes.value && (
          <Found
            changes={changes.value}
            onDone={() => {
              changes.value = undefined;
            }}
          />
        )}
      </div>
      {asking.value && (
        <Dialog
          title={words.consentTitle}
          onClose={() => {
            asking.value = false;
          }}
          does={{ label: words.agree, onDo: () => void agree() }}
        >
          <p>{words.consent}</p>
        </Dialog>
      )}
    </Section>
  );
}

/** What would change, and whether it shall. */
function Found({ changes, onDone }: { changes: PriceChange[]; onDone: () => void }) {
  const words = pricesWords();
  async function apply() {
    try {
      await applyPrices(changes);
      await setSetting('pricesUpdatedAt', now.peek());
      onDone();
      tell(words.applied(changes.length));
    } catch (error) {
      tellError(error);
    }
  }
  return (
    <>
      <p aria-live="polite">{words.changes(changes.length)}</p>
      <Changes changes={changes} />
      <p class={style.buttons}>
        <Button look="go" onClick={() => void apply()}>
          {words.apply}
        </Button>
        <Button look="bare" onClick={onDone}>
          {words.drop}
        </Button>
      </p>
    </>
  );
}

/** More rows than this are applied as well, and counted above. */
const MOST = 200;

function Changes({ changes }: { changes: readonly PriceChange[] }) {
  const words = pricesWords();
  const cache = ({ cacheRead, cacheWrite }: Rates) =>
    words.cacheRates(
      cacheRead === undefined ? '–' : rate(cacheRead),
      cacheWrite === undefined ? '–' : rate(cacheWrite),
    );
  const each = (rates: Rates) => `${words.rates(rate(rates.input), rate(rates.output))}, ${cache(rates)}`;
  const text = ({ rates, tiers }: PriceChange['after']) =>
    [each(rates), ...tiers.map(tier => words.over(number(tier.above), each(tier.rates)))].join('; ');
  return (
    <Table label={words.changes(changes.length)}>
      <thead>
        <tr>
          <th scope="col">{words.model}</th>
          <th scope="col">{words.price}</th>
        </tr>
      </thead>
      <tbody>
        {changes.slice(0, MOST).map(change => (
          <tr key={`${change.provider} ${change.model}`}>
            <th scope="row" class="mono">
              {change.model}
            </th>
            <td>
              <p class="muted">{words.was(change.before ? text(change.before) : words.unknown)}</p>
              <p>{words.becomes(text(change.after))}</p>
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
