import type { ToolCallPart, ToolResultPart } from '../../domain/part';
import { duration } from '../formats';
import { Icon, type IconName } from '../parts/icon';
import { State } from '../parts/state';
import { conversationWords } from '../words/conversation';
import style from './steps.module.css';

const icons: Readonly<Record<string, IconName>> = { calculate: 'calculate', now: 'clock' };

/** One tool call in a line: what, with what, how long; input and result unfold. */
export function ToolLine({ call, result, took }: { call: ToolCallPart; result?: ToolResultPart; took?: number }) {
  const words = conversationWords();
  return (
    <details class={style.tool}>
      <summary>
        <Icon name={icons[call.name] ?? 'layers'} small />
        <b>{toolName(call.name)}</b>
        <span class={`mono ${style.argument}`}>{argumentOf(call)}</span>
        {!result && <State is="running">{words.running}</State>}
        {result?.isError && <State is="failed">{words.failedTool}</State>}
        {took !== undefined && <span class={`dim number ${style.took}`}>{duration(took)}</span>}
        <Icon name="down" small />
      </summary>
      <dl class={style.inside}>
        <dt>{words.input}</dt>
        <dd>
          <pre>{inputText(call)}</pre>
        </dd>
        {result && (
          <>
            <dt>{words.result}</dt>
            <dd>
              <pre>{result.output}</pre>
            </dd>
          </>
        )}
      </dl>
    </details>
  );
}

/** A tool in words; those from elsewhere keep their own name. */
function toolName(name: string): string {
  const tools = conversationWords().tools;
  switch (name) {
    case 'calculate':
    case 'now':
      return tools[name];
    default:
      return name;
  }
}

function inputText({ input, unparsed }: ToolCallPart): string {
  return unparsed ?? JSON.stringify(input, null, 2) ?? '';
}

/** The telling part of an input: its only or first text, else all of it in one line. */
function argumentOf({ input, unparsed }: ToolCallPart): string {
  if (unparsed !== undefined) return unparsed;
  if (typeof input !== 'object' || input === null) return JSON.stringify(input) ?? '';
  const first: unknown = Object.values(input).find(value => typeof value === 'string' && value !== '');
  if (typeof first === 'string') return first;
  return Object.keys(input).length === 0 ? '' : JSON.stringify(input);
}
