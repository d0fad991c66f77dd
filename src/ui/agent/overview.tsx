import type { ComponentChildren } from 'preact';
import { modelOf, type AgentDetail } from '../../state/agents';
import { ask } from '../../state/ask';
import { callCeiling, typicalInput } from '../../state/ceilings';
import { modelsOf } from '../../state/connections';
import { useSignal } from '@preact/signals';
import { number, rate, shortDay } from '../formats';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { Facts } from '../parts/facts';
import { AreaField } from '../parts/field';
import { Section } from '../parts/section';
import { State } from '../parts/state';
import { agentWords } from '../words/agent';
import { spendText } from '../words/app';
import { ceilingFor, ceilingReason, ceilingText } from '../words/ceilings';
import { fallbackWords } from '../words/fallback';
import { toolName } from '../words/tools';
import { useWork } from '../use-work';
import style from './agent.module.css';
import { ModelGoing } from './model-going';
import { TaskCost } from './task-quote';

/** What an agent is made of, and a place to give them work. */
export function Overview({ detail }: { detail: AgentDetail }) {
  const words = agentWords();
  const { row } = detail;
  const told = detail.versions.find(version => version.id === row.instructions)?.body.text;
  const tools = row.body.tools.map(toolName);
  return (
    <div class={style.overview}>
      <div>
        <ModelGoing detail={detail} />
        {row.state === 'active' && <GiveTask detail={detail} />}
        <Section title={words.toldTo}>
          <p class={style.told}>{told || words.noInstructions}</p>
        </Section>
      </div>
      <Facts
        rows={[
          [words.model, <Model key="model" detail={detail} />],
          [words.price, <Price key="price" detail={detail} />],
          ...ceilingRows(detail),
          [words.tools, tools.length > 0 ? tools.join(', ') : words.noTools],
          [words.longest, words.tokens(row.maxOutput)],
          ...(row.simulated ? [] : [[words.taskCost, <TaskCost key="task" detail={detail} />] as const]),
          [words.month, spendText({ cost: detail.costThisMonth, unknown: detail.unknownThisMonth })],
          [words.work, number(detail.conversations.length)],
          [words.hired, shortDay(row.at)],
        ]}
      />
    </div>
  );
}

function Model({ detail: { row } }: { detail: AgentDetail }) {
  const words = agentWords();
  if (row.simulated) return <State is="simulated">{words.simulatedModel}</State>;
  return <span class="mono">{modelOf(row)?.model ?? words.noModel}</span>;
}

/** What a call can cost and what takes the model's place, where there is a real model. */
function ceilingRows({ row }: AgentDetail): [string, ComponentChildren][] {
  const words = agentWords();
  const choice = modelOf(row);
  if (row.simulated || !choice) return [];
  const { maxOutput } = row;
  const { ceilingClass, atMost } = callCeiling(choice, { input: typicalInput, maxOutput });
  const held = atMost === undefined ? '' : `, ${ceilingFor(typicalInput, maxOutput)}`;
  const fallback = row.body.fallback?.model.model;
  return [
    [words.ceiling, `${ceilingText(ceilingClass, atMost)}${held}. ${ceilingReason(ceilingClass)}`],
    [
      words.fallback,
      fallback === undefined ? (
        fallbackWords().none
      ) : (
        <span key="fallback" class="mono">
          {fallback}
        </span>
      ),
    ],
  ];
}

function Price({ detail: { row } }: { detail: AgentDetail }) {
  const words = agentWords();
  const choice = modelOf(row);
  const price = modelsOf(choice?.connection).find(model => model.info.id === choice?.model)?.price;
  if (row.simulated) return <>{rate(0)}</>;
  return <>{price ? words.rates(rate(price.rates.input), rate(price.rates.output)) : words.priceUnknown}</>;
}

function GiveTask({ detail: { row } }: { detail: AgentDetail }) {
  const words = agentWords();
  const text = useSignal('');
  const work = useWork();
  async function submit(event: Event) {
    event.preventDefault();
    if (text.peek().trim() === '') return;
    await work.run(() => ask(row.id, text.peek().trim()));
  }
  return (
    <form class={style.task} onSubmit={event => void submit(event)}>
      <AreaField label={words.give} {...bound(text)} />
      <p class={style.line}>
        <Button look="go" type="submit" icon="send" busy={work.busy}>
          {words.give}
        </Button>
      </p>
    </form>
  );
}
