import type { ToolCallPart } from '../../domain/part';
import { errandsHere } from '../../state/errands';
import { hrefOf } from '../../state/place';
import { duration } from '../formats';
import { Mark } from '../marks/mark';
import { ButtonLink } from '../parts/button';
import { Icon } from '../parts/icon';
import { State } from '../parts/state';
import { costText } from '../words/app';
import { errandWords } from '../words/errands';
import { CallState, type CallLine } from './call-marks';
import { RunState } from './run-state';
import style from './steps.module.css';

/** What an agent asked a colleague, in a line: whom, what, how it stands and what it cost; brief and result unfold. */
export function ErrandLine({ call, result, took, told }: CallLine) {
  const words = errandWords();
  const errand = errandsHere.value.findLast(one => one.call === call.call);
  const name = errand?.agentName ?? textIn(call, 'colleague');
  return (
    <details class={`${style.tool} ${style.errand}`}>
      <summary>
        {errand ? <Mark name={errand.agentName} hue={errand.agentHue} size={20} /> : <Icon name="team" small />}
        <b>{words.asked(name)}</b>
        <span class={style.argument}>{textIn(call, 'brief')}</span>
        {errand && !result?.isError && <RunState run={errand.row} />}
        {!errand && !result && <CallState call={call.call} told={told} />}
        {result?.isError && <State is="failed">{words.states.failed}</State>}
        {errand && !errand.row.simulated && (errand.cost > 0 || errand.unknown > 0) && (
          <span class="number muted" title={words.costTitle}>
            {words.cost(costText(errand))}
          </span>
        )}
        {took !== undefined && <span class={`dim number ${style.took}`}>{duration(took)}</span>}
        <Icon name="down" small />
      </summary>
      <dl class={style.inside}>
        <dt>{words.brief}</dt>
        <dd>
          <pre>{textIn(call, 'brief')}</pre>
        </dd>
        <dt>{words.expected}</dt>
        <dd>
          <pre>{textIn(call, 'expected')}</pre>
        </dd>
        {result && (
          <>
            <dt>{words.answer}</dt>
            <dd>
              <pre>{result.output}</pre>
            </dd>
          </>
        )}
        {errand && (
          <dd class={style.ways}>
            <ButtonLink href={hrefOf({ at: 'conversation', id: errand.row.conversation })}>
              {words.open(name)}
            </ButtonLink>
            {errand.row.steps > 0 && (
              <ButtonLink look="bare" href={hrefOf({ at: 'run', id: errand.row.id })}>
                {words.replay}
              </ButtonLink>
            )}
          </dd>
        )}
      </dl>
    </details>
  );
}

/** A text of the call's input, as the model wrote it. */
function textIn({ input }: ToolCallPart, field: string): string {
  if (typeof input !== 'object' || input === null) return '';
  const value: unknown = Object.entries(input).find(([name]) => name === field)?.[1];
  return typeof value === 'string' ? value : '';
}
