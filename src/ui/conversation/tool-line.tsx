import type { ToolCallPart } from '../../domain/part';
import { duration } from '../formats';
import { Icon, type IconName } from '../parts/icon';
import { State } from '../parts/state';
import { conversationWords } from '../words/conversation';
import { toolDeed } from '../words/tool-deeds';
import { lazy } from '../parts/lazy';
import { CallState, Decision, WrittenFile, type CallLine } from './call-marks';
import style from './steps.module.css';

const ErrandLine = lazy(() => import('./errand-line').then(chunk => chunk.ErrandLine));

const icons: Readonly<Record<string, IconName>> = {
  calculate: 'calculate',
  now: 'clock',
  write_file: 'file',
  read_file: 'file',
  list_files: 'file',
  update_plan: 'check',
  ask_user: 'conversations',
};

/** One tool call in a line: what, with what, how long; input and result unfold. */
export function ToolLine({ call, result, took, told }: CallLine) {
  const words = conversationWords();
  if (call.name === 'ask_colleague') return <ErrandLine call={call} result={result} took={took} told={told} />;
  const line = (
    <details class={style.tool}>
      <summary>
        <Icon name={icons[call.name] ?? 'layers'} small />
        <b>{toolDeed(call.name)}</b>
        <span class={`mono ${style.argument}`}>{argumentOf(call)}</span>
        {!result && <CallState call={call.call} told={told} />}
        {result?.isError && <State is="failed">{words.failedTool}</State>}
        {told !== 'past' && <Decision call={call.call} />}
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
  if (call.name !== 'write_file' || !result || result.isError) return line;
  return (
    <>
      {line}
      <WrittenFile input={call.input} />
    </>
  );
}

function inputText({ input, unparsed }: ToolCallPart): string {
  return unparsed ?? JSON.stringify(input, null, 2) ?? '';
}

/** Fields that tell most of an input. */
const telling = ['path', 'question', 'expression'];

/** The telling part of an input that is still being written, or is no JSON: all of it where that cannot be told. */
function partly(written: string): string {
  const [, , text] = new RegExp(`"(${telling.join('|')})": *"([^"\\\\]*)`).exec(written) ?? [];
  return text ?? written;
}

/** The telling part of an input: its only or first text, else all of it in one line. */
function argumentOf({ input, unparsed }: ToolCallPart): string {
  if (unparsed !== undefined) return partly(unparsed);
  if (typeof input !== 'object' || input === null) return JSON.stringify(input) ?? '';
  const fields = Object.entries(input).toSorted(
    ([a], [b]) => Number(telling.includes(b)) - Number(telling.includes(a)),
  );
  const first: unknown = fields.map(([, value]) => value).find(value => typeof value === 'string' && value !== '');
  if (typeof first === 'string') return first;
  // A list has no telling part: it is there for who unfolds it.
  return fields.length === 0 || fields.some(([, value]) => Array.isArray(value)) ? '' : JSON.stringify(input);
}
