import type { ToolCallPart, ToolResultPart } from '../../domain/part';
import { conversation } from '../../state/conversation';
import { filesHere } from '../../state/files';
import { hrefOf } from '../../state/place';
import { decided, openHere } from '../../state/requests';
import { Icon } from '../parts/icon';
import { State } from '../parts/state';
import { Tag } from '../parts/tag';
import { conversationWords } from '../words/conversation';
import { openBeside } from './file-beside';
import style from './steps.module.css';

/**
 * From when calls are told: while they are written, while their run goes on, after its end (what has no result by then
 * will have none), or of a time before their results.
 */
export type Told = 'writing' | 'going' | 'over' | 'past';

/** A tool call as its line shows it; `took` in milliseconds. */
export interface CallLine {
  call: ToolCallPart;
  result?: ToolResultPart;
  took?: number;
  told: Told;
}

/** How a tool call without a result stands: it waits for the user, or with its run; runs; or was never carried out. */
export function CallState({ call, told }: { call: string; told: Told }) {
  const words = conversationWords();
  if (told === 'past') return null;
  if (openHere.value.some(({ row }) => row.call === call)) return <State is="needs-you">{words.asked}</State>;
  if (told === 'over') return <State is="stopped">{words.notDone}</State>;
  if (told === 'writing') return <State is="running">{words.writing}</State>;
  const isAtWork = conversation.value?.run?.phase === 'running';
  return isAtWork ? <State is="running">{words.running}</State> : <State is="waiting">{words.waits}</State>;
}

/** What the user said about a call, on its line. */
export function Decision({ call }: { call: string }) {
  const request = decided.value.get(call);
  const answer = request?.row.answer;
  return answer === undefined ? null : <Tag>{conversationWords().decided[answer]}</Tag>;
}

/** The way to a file that was written. */
export function WrittenFile({ input }: { input: unknown }) {
  const path = typeof input === 'object' && input !== null && 'path' in input ? input.path : undefined;
  const file = filesHere.value.find(({ row }) => row.body.path === path);
  if (!file) return null;
  return (
    <a class={style.file} href={hrefOf({ at: 'file', id: file.row.id })} onClick={openBeside(file.row.id)}>
      <Icon name="file" small />
      <span translate={false}>{file.row.body.path}</span>
    </a>
  );
}
