import { useSignal } from '@preact/signals';
import { agents } from '../../state/agents';
import { now } from '../../state/clock';
import {
  areNewestCalls,
  callOrder,
  calls,
  callsOf,
  hasMoreCalls,
  showCallsOf,
  showMoreCalls,
  type CallColumn,
  type CallView,
} from '../../state/costs';
import { moment, money, number, rate, when } from '../formats';
import { Mark } from '../marks/mark';
import { Basis } from '../parts/basis';
import { Button } from '../parts/button';
import { CheckTold, useCheck } from '../parts/check-told';
import { DeedButton } from '../parts/deed-button';
import { SelectField } from '../parts/field';
import { Section } from '../parts/section';
import { SortHeads } from '../parts/sort-head';
import { Figure, Table } from '../parts/table';
import { checkWords } from '../words/check';
import { costsWords } from '../words/costs';
import style from './costs.module.css';
import { Formula } from './formula';

/** The columns in their order, each with the word at its head. */
const columns = [
  ['time', 'time'],
  ['model', 'agentModel'],
  ['purpose', 'purpose'],
  ['input', 'freshIn'],
  ['cacheRead', 'cacheRead'],
  ['cacheWrite', 'cacheWrite'],
  ['output', 'out'],
  ['basis', 'basis'],
  ['cost', 'cost'],
] as const satisfies readonly [CallColumn, string][];

const figures: readonly CallColumn[] = ['input', 'cacheRead', 'cacheWrite', 'output', 'cost'];

/** Every call of the ledger, newest first, or those of the month as they are sorted; each cost opens to its formula. */
export function CallsSection({ month }: { month: string }) {
  const words = costsWords();
  const opened = useSignal<CallView | undefined>(undefined);
  const list = calls.value;
  const check = useCheck();
  return (
    <div id="calls" class={style.calls}>
      <Section
        title={words.callsTitle}
        end={<DeedButton look="bare" busy={check.work.busy} label={checkWords().verify} onDo={check.begin} />}
      >
        <div class={style.doubts}>
          <CheckTold check={check} />
        </div>
        <AgentFilter />
        {!areNewestCalls.value && <p class={style.lead}>{words.callsOfMonth(month)}</p>}
        {list.length === 0 ? (
          <p class={style.opening}>{words.noCalls}</p>
        ) : (
          <Table label={words.table(words.callsTitle)}>
            <SortHeads
              order={callOrder}
              columns={columns.map(([by, word]) => ({ by, title: words[word], figure: figures.includes(by) }))}
            />
            <tbody>
              {list.map(view => (
                <CallLine
                  key={view.entry.id}
                  view={view}
                  onOpen={() => {
                    opened.value = view;
                  }}
                />
              ))}
            </tbody>
          </Table>
        )}
      </Section>
      {hasMoreCalls.value && (
        <p class={style.more}>
          <Button onClick={showMoreCalls}>{areNewestCalls.value ? words.older : words.more}</Button>
        </p>
      )}
      {opened.value && (
        <Formula
          view={opened.value}
          onClose={() => {
            opened.value = undefined;
          }}
        />
      )}
    </div>
  );
}

function AgentFilter() {
  const words = costsWords();
  return (
    <div class={style.filter}>
      <SelectField
        label={words.callsBy}
        value={callsOf.value ?? ''}
        options={[
          { value: '', label: words.everyone },
          ...agents.value.map(({ row }) => ({ value: row.id as string, label: row.body.name })),
        ]}
        onValue={chosen => showCallsOf(agents.peek().find(({ row }) => row.id === chosen)?.row.id)}
      />
    </div>
  );
}

function CallLine({ view: { entry, agentName }, onOpen }: { view: CallView; onOpen: () => void }) {
  const words = costsWords();
  const name = entry.agent === undefined ? words.noAgent : agentName;
  const hue = agents.value.find(({ row }) => row.id === entry.agent)?.row.hue;
  const cost = callCost(entry);
  const { usage } = entry;
  return (
    <tr>
      <td class="number dim" data-content title={moment(entry.at)}>
        {when(entry.at, now.value)}
      </td>
      <td>
        <span class={style.who}>
          <Mark name={name} {...(hue !== undefined && { hue })} size={20} />
          <span translate={false}>
            {name}
            <span class={style.modelId}>{entry.model}</span>
          </span>
        </span>
      </td>
      <td>{entry.kind === 'call' ? words.purposes[entry.purpose] : words.kinds[entry.kind]}</td>
      <Figure>{usage ? number(usage.input) : ''}</Figure>
      <Figure>{usage?.cacheRead === undefined ? '' : number(usage.cacheRead)}</Figure>
      <Figure>
        {usage?.cacheWrite === undefined && usage?.cacheWriteHour === undefined
          ? ''
          : number((usage.cacheWrite ?? 0) + (usage.cacheWriteHour ?? 0))}
      </Figure>
      <Figure>{usage ? number(usage.output) : ''}</Figure>
      <td>
        <Basis is={entry.basis} />
      </td>
      <Figure>
        <button type="button" class={style.formulaLink} aria-label={words.openFormula(cost)} onClick={onOpen}>
          {cost}
        </button>
      </Figure>
    </tr>
  );
}

/** A call's cost in four decimals, or why there is none. */
function callCost({ cost, basis }: CallView['entry']): string {
  const words = costsWords();
  if (basis === 'simulated') return words.notPaid;
  if (cost === undefined) return words.unknown;
  return cost >= 10_000_000 || cost === 0 ? rate(cost) : money(cost);
}
