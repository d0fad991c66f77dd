import { useSignal } from '@preact/signals';
import { agents } from '../../state/agents';
import { apportion, cacheShare, groupsOf, sumOf, type Group, type Split } from '../../state/cost-sums';
import { rollups, showCallsOf } from '../../state/costs';
import { number, percent } from '../formats';
import { Mark } from '../marks/mark';
import { Section } from '../parts/section';
import { inOrder, SortHeads, type Order } from '../parts/sort-head';
import { Figure, Table } from '../parts/table';
import { costsWords } from '../words/costs';
import style from './costs.module.css';
import { costOfCalls, decimalsFor, unitOf } from './figures';
import { bandOf } from './palette';

/** Who or what the money went to. The shown figures add up to the shown total. */
export function GroupTable({ split, total: totalName }: { split: Split; total: string }) {
  const words = costsWords();
  const all = sumOf(rollups.value);
  const groups = groupsOf(rollups.value, split);
  const decimals = decimalsFor(all.cost);
  const { parts, total } = apportion(
    groups.map(group => group.cost),
    unitOf(decimals),
  );
  const order = useSignal<Order<Column>>({ by: 'cost', down: true });
  const lines = groups.map((group, index) => ({ group, shown: parts[index] ?? 0, band: bandOf(index) }));
  const title = { agent: words.byAgent, model: words.byModel, purpose: words.byPurpose }[split];
  return (
    <div class={style.sums}>
      <Section title={title} count={number(groups.length)}>
        <Table label={words.table(title)}>
          <SortHeads
            order={order}
            columns={[
              { by: 'name', title: words[split] },
              { by: 'calls', title: words.callCount, figure: true },
              { by: 'cache', title: words.fromCache, figure: true },
              { by: 'share', title: words.share, figure: true },
              { by: 'cost', title: words.cost, figure: true },
            ]}
          />
          <tbody>
            {inOrder(lines, order.value, ({ group }, column) => valueIn(column, group, split)).map(
              ({ group, shown, band }) => (
                <tr key={group.key}>
                  <th scope="row">
                    <span class={style.who}>
                      <i class={`${style.swatch} ${band}`} />
                      <GroupName split={split} name={group.key} />
                    </span>
                  </th>
                  <Figure>{number(group.calls)}</Figure>
                  <Figure>{cacheWords(group)}</Figure>
                  <Figure>
                    <span class="dim">{all.cost === 0 ? '' : percent(group.cost / all.cost)}</span>
                  </Figure>
                  <Figure>{costOfCalls(group, shown, decimals)}</Figure>
                </tr>
              ),
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.total(totalName)}</th>
              <Figure>{number(all.calls)}</Figure>
              <Figure>{cacheWords(all)}</Figure>
              <Figure />
              <Figure>{costOfCalls(all, total, decimals)}</Figure>
            </tr>
          </tfoot>
        </Table>
      </Section>
    </div>
  );
}

type Column = 'name' | 'calls' | 'cache' | 'share' | 'cost';

/** What a group is sorted by in a column. */
function valueIn(column: Column, group: Group, split: Split): number | string {
  switch (column) {
    case 'name':
      return split === 'agent' ? (agentOf(group.key)?.body.name ?? '') : group.key;
    case 'calls':
      return group.calls;
    case 'cache':
      return cacheShare(group) ?? -1;
    case 'share':
    case 'cost':
      return group.cost;
  }
}

const agentOf = (id: string) => agents.value.find(({ row }) => row.id === id)?.row;

function GroupName({ split, name }: { split: Split; name: string }) {
  switch (split) {
    case 'agent':
      return <AgentName id={name} />;
    case 'model':
      return <span class="mono">{name}</span>;
    case 'purpose':
      return <>{purposeName(name)}</>;
  }
}

function purposeName(name: string): string {
  const names: Readonly<Record<string, string>> = costsWords().purposes;
  return names[name] ?? name;
}

/** An agent, and the way to its calls. */
function AgentName({ id }: { id: string }) {
  const words = costsWords();
  const found = agentOf(id);
  if (id === '') return <>{words.noAgent}</>;
  if (!found) return <>{words.goneAgent}</>;
  return (
    <>
      <Mark name={found.body.name} hue={found.hue} size={20} />
      <a
        href="#calls"
        translate={false}
        onClick={event => {
          event.preventDefault(); // the hash names places, not parts of a page
          showCallsOf(found.id);
          document.getElementById('calls')?.scrollIntoView();
        }}
      >
        {found.body.name}
        <span class="hidden-words">, {words.listCalls}</span>
      </a>
    </>
  );
}

function cacheWords(sum: Parameters<typeof cacheShare>[0]): string {
  const share = cacheShare(sum);
  return share === undefined ? costsWords().noInput : percent(share);
}
