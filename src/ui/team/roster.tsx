import { modelOf, type AgentView } from '../../state/agents';
import { modelsOf } from '../../state/connections';
import { hrefOf } from '../../state/place';
import { shapeOf } from '../doing-state';
import { money, rate } from '../formats';
import { Mark } from '../marks/mark';
import { State } from '../parts/state';
import { spendText } from '../words/app';
import { teamWords } from '../words/team';
import style from './roster.module.css';

/** The agents as a ledger; the total stands under it where it is one. */
export function Roster({ agents, total = false }: { agents: readonly AgentView[]; total?: boolean }) {
  const words = teamWords();
  const sum = agents.reduce(
    (all, agent) => ({ cost: all.cost + agent.costThisMonth, unknown: all.unknown + agent.unknownThisMonth }),
    { cost: 0, unknown: 0 },
  );
  return (
    <table class={style.roster}>
      <thead>
        <tr>
          <th scope="col">{words.agent}</th>
          <th scope="col">{words.modelAndPrice}</th>
          <th scope="col" class={style.money}>
            {words.month}
          </th>
          <th scope="col">{words.now}</th>
        </tr>
      </thead>
      <tbody>
        {agents.map(agent => (
          <AgentLine key={agent.row.id} agent={agent} />
        ))}
      </tbody>
      {total && (
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {words.total(agents.length)}
            </th>
            <td class={style.money}>{spendText(sum)}</td>
            <td class={style.remark}>{words.equalsLedger}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

function AgentLine({ agent }: { agent: AgentView }) {
  const { row } = agent;
  return (
    <tr>
      <th scope="row" class={style.who}>
        <a href={hrefOf({ at: 'agent', id: row.id })}>
          <Mark name={row.body.name} hue={row.hue} size={40} />
          <span>
            <b data-title>{row.body.name}</b>
            <span>{row.body.role}</span>
          </span>
        </a>
      </th>
      <td class={style.model}>
        <Model agent={agent} />
      </td>
      <td class={style.money}>
        {row.simulated ? money(0) : spendText({ cost: agent.costThisMonth, unknown: agent.unknownThisMonth })}
      </td>
      <td class={style.now}>
        <Doing agent={agent} />
      </td>
    </tr>
  );
}

function Model({ agent: { row } }: { agent: AgentView }) {
  const words = teamWords();
  if (row.simulated) return <State is="simulated">{words.simulatedModel}</State>;
  const choice = modelOf(row);
  if (!choice) return <span class="muted">{words.noModel}</span>;
  const price = modelsOf(choice.connection).find(model => model.info.id === choice.model)?.price;
  return (
    <>
      <span class={`mono ${style.id}`}>{choice.model}</span>
      <span class={style.price}>
        {price ? words.rates(rate(price.rates.input), rate(price.rates.output)) : words.priceUnknown}
      </span>
    </>
  );
}

/** What an agent does now, as shape and word. */
export function Doing({ agent: { row, doing } }: { agent: AgentView }) {
  const words = teamWords();
  if (row.state === 'retired') return <State is="stopped">{words.retired}</State>;
  if (row.state === 'paused') return <State is="stopped">{words.paused}</State>;
  switch (doing) {
    case 'working':
    case 'waiting':
    case 'needs-you':
      return <State is={shapeOf[doing]} />;
    case 'idle':
      return <State is="idle">{words.ready}</State>;
  }
}
