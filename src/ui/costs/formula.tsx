import type { CostEntryRow } from '../../domain/cost-entry';
import { costOf, type NanoUsd, type Rates } from '../../domain/money';
import type { Usage } from '../../domain/usage';
import type { CallView } from '../../state/costs';
import { moment, number, rate } from '../formats';
import { Basis } from '../parts/basis';
import { Dialog } from '../parts/dialog';
import { Facts } from '../parts/facts';
import { Figure, Table } from '../parts/table';
import { costsWords } from '../words/costs';
import style from './costs.module.css';
import { exactDollars, signedDollars } from './figures';

interface Line {
  name: keyof ReturnType<typeof costsWords>['classes'];
  count: number;
  /** Nano-dollars per million; per thousand for searches. */
  rate: number | undefined;
}

/** How one call's cost came about: tokens by class times rates, with their source and date. */
export function Formula({ view: { entry, agentName }, onClose }: { view: CallView; onClose: () => void }) {
  const words = costsWords();
  const { usage, rates } = entry;
  const lines = usage ? linesOf(usage, rates) : [];
  const sum = usage && rates && costOf(usage, rates);
  return (
    <Dialog title={words.formula} onClose={onClose}>
      <p class="muted small" data-content>
        {agentName}, <span class="mono">{entry.model}</span>, {moment(entry.at)}
      </p>
      {lines.length > 0 && (
        <div class={style.formula}>
          <Lines lines={lines} sum={sum} reasoning={usage?.reasoning} />
        </div>
      )}
      <Facts rows={[...tableFacts(entry, sum), ...factsOf(entry)]} />
      <p class="muted small">
        {entry.kind !== 'call' && `${words.takesPlace} `}
        {helpOf(entry)}
      </p>
    </Dialog>
  );
}

function Lines({
  lines,
  sum,
  reasoning,
}: {
  lines: readonly Line[];
  sum: NanoUsd | undefined;
  reasoning: number | undefined;
}) {
  const words = costsWords();
  return (
    <Table label={words.formula}>
      <thead>
        <tr>
          <th scope="col">{words.class}</th>
          <Figure head>{words.count}</Figure>
          <Figure head>{words.perMillion}</Figure>
          <Figure head>{words.cost}</Figure>
        </tr>
      </thead>
      <tbody>
        {lines.map(line => (
          <tr key={line.name}>
            <th scope="row">
              {words.classes[line.name]}
              {line.name === 'output' && reasoning !== undefined && (
                <span class="dim"> ({words.reasoning(number(reasoning))})</span>
              )}
            </th>
            <Figure>{number(line.count)}</Figure>
            <Figure>
              {line.rate === undefined ? words.unknown : rate(line.rate)}
              {line.name === 'webSearches' && ` ${words.perThousand}`}
            </Figure>
            <Figure>{line.rate === undefined ? words.unknown : exactDollars(costOfLine(line))}</Figure>
          </tr>
        ))}
      </tbody>
      {sum !== undefined && (
        <tfoot>
          <tr>
            <th scope="row">{words.sumOfLines}</th>
            <Figure />
            <Figure />
            <Figure>{exactDollars(sum)}</Figure>
          </tr>
        </tfoot>
      )}
    </Table>
  );
}

function linesOf(usage: Usage, rates: Rates | undefined): Line[] {
  const lines: Line[] = [
    { name: 'input', count: usage.input, rate: rates?.input },
    { name: 'cacheRead', count: usage.cacheRead ?? 0, rate: rates?.cacheRead },
    { name: 'cacheWrite', count: usage.cacheWrite ?? 0, rate: rates?.cacheWrite },
    { name: 'cacheWriteHour', count: usage.cacheWriteHour ?? 0, rate: rates?.cacheWriteHour ?? rates?.cacheWrite },
    { name: 'output', count: usage.output, rate: rates?.output },
    { name: 'webSearches', count: usage.webSearches ?? 0, rate: rates?.webSearch },
    { name: 'hostedCalls', count: usage.hostedCalls ?? 0, rate: undefined },
  ];
  return lines.filter(line => line.count > 0);
}

/** Nano-dollars of one line, not rounded: only the sum is. */
function costOfLine(line: Line): number {
  return (line.count * (line.rate ?? 0)) / (line.name === 'webSearches' ? 1_000 : 1_000_000);
}

/** How far what the provider reported is from what our table makes of the same tokens. */
function tableFacts({ basis, cost }: CostEntryRow, byTable: NanoUsd | undefined) {
  const words = costsWords();
  if (basis !== 'reported' || cost === undefined || byTable === undefined) return [];
  return [[words.byTable, exactDollars(byTable)] as const, [words.offTable, signedDollars(cost - byTable)] as const];
}

function factsOf(entry: CostEntryRow) {
  const words = costsWords();
  const { cost, low, high, ceiling, source, providerId } = entry;
  const bounds =
    low !== undefined && high !== undefined ? ` (${words.bounds(exactDollars(low), exactDollars(high))})` : '';
  return [
    [words.booked, cost === undefined ? words.unknown : `${exactDollars(cost)}${bounds}`] as const,
    [words.basis, <Basis key="basis" is={entry.basis} />] as const,
    ...(source
      ? [
          [words.rates, words.source(words.sources[source.name], source.date)] as const,
          ...(source.match === 'prefix' ? [['', words.prefix(source.model)] as const] : []),
        ]
      : []),
    ...(ceiling === undefined ? [] : [[words.ceiling, exactDollars(ceiling)] as const]),
    [words.attempt, number(entry.attempt)] as const,
    ...(providerId === undefined
      ? []
      : [
          [
            words.providerId,
            <span key="id" class="mono">
              {providerId}
            </span>,
          ] as const,
        ]),
  ];
}

function helpOf({ basis, kind }: CostEntryRow): string | undefined {
  const words = costsWords();
  if (kind === 'upper-bound') return words.upperBoundHelp;
  switch (basis) {
    case 'reported':
      return words.reportedHelp;
    case 'estimated':
      return words.estimatedHelp;
    case 'unknown':
      return words.noRates;
    case 'simulated':
      return words.simulatedHelp;
    case 'priced':
      return undefined;
  }
}
