import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { Receipt } from '../../domain/ports';
import { now } from '../../state/clock';
import { download } from '../../state/device';
import { allReceipts, RECEIPT_PAGE, receiptsCsv } from '../../state/receipts';
import { receiptOrigins, receipts } from '../../state/vault';
import { bytes, when } from '../formats';
import { Button } from '../parts/button';
import { DeedButton } from '../parts/deed-button';
import { SelectField } from '../parts/field';
import { Note } from '../parts/note';
import { Page } from '../parts/page';
import { Figure, Table } from '../parts/table';
import { receiptWords } from '../words/settings';
import { settingsParts } from '../words/shell';
import { tellError } from '../tell-error';
import style from './settings.module.css';

const ALL = '';

/** What left this machine, request by request. */
export function NetworkReceipt() {
  const words = receiptWords();
  const origin = useSignal(ALL);
  const chosen = origin.value;
  const { rows: shown, hosts, hasMore, showMore } = useReceipts(chosen);

  async function save() {
    try {
      const all = await allReceipts(chosen === ALL ? undefined : chosen);
      download(words.fileName, new Blob([receiptsCsv(all)], { type: 'text/csv' }));
    } catch (error) {
      tellError(error);
    }
  }

  return (
    <Page
      title={settingsParts().receipt}
      line={words.line}
      end={<DeedButton icon="download" label={words.save} onDo={() => void save()} />}
    >
      {shown?.length === 0 && chosen === ALL && (
        <>
          <h2>{words.empty}</h2>
          <p class="muted">{words.emptyLine}</p>
        </>
      )}
      {shown && hosts.length > 0 && (
        <div class={style.form}>
          <SelectField
            label={words.host}
            value={chosen}
            options={[{ value: ALL, label: words.all }, ...hosts.map(value => ({ value, label: hostOf(value) }))]}
            onValue={value => {
              origin.value = value;
            }}
          />
        </div>
      )}
      {shown && shown.length > 0 && (
        <div class={style.lines}>
          <Requests rows={shown} />
          {hasMore && <Button onClick={showMore}>{words.more}</Button>}
        </div>
      )}
      <div class={style.lines}>
        <Note icon="shield">{words.note}</Note>
      </div>
    </Page>
  );
}

/** The newest receipts of an origin, or of all, and more of them on demand; every origin there is one of. */
function useReceipts(origin: string) {
  const hosts = useSignal<readonly string[]>([]);
  const rows = useSignal<readonly Receipt[] | undefined>(undefined);
  const more = useSignal(false);

  async function load(before?: number) {
    try {
      const page = await receipts({
        limit: RECEIPT_PAGE,
        ...(before !== undefined && { before }),
        ...(origin !== ALL && { origin }),
      });
      rows.value = before === undefined ? page : [...(rows.peek() ?? []), ...page];
      if (before === undefined) hosts.value = await receiptOrigins();
      more.value = page.length === RECEIPT_PAGE;
    } catch (error) {
      tellError(error);
    }
  }
  useEffect(() => {
    void load();
  }, [origin]);

  const last = rows.value?.at(-1);
  return {
    rows: rows.value,
    hosts: hosts.value,
    hasMore: more.value && last !== undefined,
    showMore: () => void load(last?.id),
  };
}

/** An answer that came whole may still be a no. */
const endOf = ({ state, status = 0 }: Receipt) => (state === 'done' && status >= 400 ? 'refused' : state);

const hostOf = (origin: string): string => URL.parse(origin)?.host ?? origin;

/** A host breaks after its dots: what is broken elsewhere reads as another. */
function Host({ name }: { name: string }) {
  const [first, ...others] = name.split('.');
  return (
    <span class={`mono ${style.host}`}>
      {first}
      {others.map(label => (
        <>
          .<wbr />
          {label}
        </>
      ))}
    </span>
  );
}

/** On a small screen two columns hold what seven do on a wide one. */
function Requests({ rows }: { rows: readonly Receipt[] }) {
  const words = receiptWords();
  return (
    <Table label={words.table}>
      <thead>
        <tr>
          <th scope="col">{words.host}</th>
          <th scope="col" class="wide-only">
            {words.path}
          </th>
          <th scope="col" class="wide-only">
            {words.why}
          </th>
          <Figure head wide>
            {words.sent}
          </Figure>
          <Figure head wide>
            {words.received}
          </Figure>
          <th scope="col" class="wide-only">
            {words.status}
          </th>
          <Figure head>{words.time}</Figure>
        </tr>
      </thead>
      <tbody>
        {rows.map(row => (
          <Request key={row.id} row={row} />
        ))}
      </tbody>
    </Table>
  );
}

function Request({ row }: { row: Receipt }) {
  const words = receiptWords();
  const why = words.purposes[row.purpose];
  const [sent, received] = [bytes(row.bytesOut), bytes(row.bytesIn)];
  const status = [row.status, words.states[endOf(row)]].filter(Boolean).join(' ');
  return (
    <tr>
      <td class={style.address}>
        <Host name={hostOf(row.origin)} />
        <span class={style.narrow}>
          <span class="mono muted">{row.path}</span>
          <span>{why}</span>
        </span>
      </td>
      <td class="mono muted wide-only">{row.path}</td>
      <td class="wide-only">{why}</td>
      <Figure wide>{sent}</Figure>
      <Figure wide>{received}</Figure>
      <td class="wide-only">{status}</td>
      <Figure>
        {when(row.at, now.value)}
        <span class={style.narrow}>
          <span>{words.wentOut(sent)}</span>
          <span>{words.cameIn(received)}</span>
          <span>{status}</span>
        </span>
      </Figure>
    </tr>
  );
}
