import type { ConnectionOptions } from '../../domain/connection';
import { useSignal } from '@preact/signals';
import { editConnection, type ConnectionView } from '../../state/connections';
import { hostOf, outwardHref } from '../markdown/links';
import { Dialog } from '../parts/dialog';
import { Facts } from '../parts/facts';
import { Section } from '../parts/section';
import { Switch } from '../parts/switch';
import { tellError } from '../tell-error';
import { providerNames } from '../words/connect';
import { retentionWords } from '../words/examine';
import { connectionsWords } from '../words/settings';
import { BillSection } from './bill-section';
import { ExamineSection } from './examine-section';
import style from './settings.module.css';

/**
 * All there is to know of a connection: whether it works, what its provider keeps, whether the bill agrees. It
 * `examines` by itself where that was asked for by name.
 */
export function ConnectionSheet({
  view,
  examines,
  onClose,
}: {
  view: ConnectionView;
  examines: boolean;
  onClose: () => void;
}) {
  const words = connectionsWords();
  const { row } = view;
  return (
    <Dialog kind="sheet" title={row.body.name} onClose={onClose}>
      <Facts
        rows={[
          [words.provider, providerNames[row.provider]],
          [words.address, <span class="mono small">{row.body.baseUrl}</span>],
          [words.modelsKnown, words.models(view.models)],
        ]}
      />
      <ExamineSection view={view} atOnce={examines} />
      <Retention view={view} />
      {row.provider === 'openrouter' && view.key && <BillSection connection={row.id} />}
    </Dialog>
  );
}

/** What the provider keeps of what is sent, and what OpenRouter may do with it: the switches are in force at once. */
function Retention({ view: { row } }: { view: ConnectionView }) {
  const words = retentionWords();
  const source = words.sources[row.provider];
  return (
    <Section title={words.title}>
      <div class={style.lines}>
        <p>{words.keeps[row.provider]}</p>
        {source && (
          <p class="small muted">
            {words.source}:{' '}
            <a href={outwardHref(source)} target="_blank" rel="noopener noreferrer">
              {hostOf(source)}
            </a>
          </p>
        )}
        {row.provider === 'openrouter' && <Switches row={row} />}
      </div>
    </Section>
  );
}

function Switches({ row }: Pick<ConnectionView, 'row'>) {
  const words = connectionsWords();
  const options = useSignal<ConnectionOptions>(row.body.options);
  const change = (fields: ConnectionOptions) => {
    options.value = { ...options.peek(), ...fields };
    editConnection(row.id, { options: options.peek() }).catch(tellError);
  };
  return (
    <div>
      <Switch
        label={words.denyData}
        on={options.value.denyDataCollection ?? true}
        onChange={on => change({ denyDataCollection: on })}
      />
      <Switch
        label={words.zeroRetention}
        on={options.value.zeroRetention ?? false}
        onChange={on => change({ zeroRetention: on })}
      />
    </div>
  );
}
