import { filesHere } from '../../state/files';
import { hrefOf } from '../../state/place';
import { decided, openHere } from '../../state/requests';
import { Icon } from '../parts/icon';
import { State } from '../parts/state';
import { Tag } from '../parts/tag';
import { conversationWords } from '../words/conversation';
import style from './steps.module.css';

/** What a tool call without a result does: it runs, waits for the user's decision, or was never carried out. */
export function CallState({ call, isOver }: { call: string; isOver: boolean }) {
  const words = conversationWords();
  if (isOver) return <State is="stopped">{words.notDone}</State>;
  const waits = openHere.value.some(({ row }) => row.call === call);
  return waits ? <State is="needs-you">{words.asked}</State> : <State is="running">{words.running}</State>;
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
    <a class={style.file} href={hrefOf({ at: 'file', id: file.row.id })}>
      <Icon name="file" small />
      <span translate={false}>{file.row.body.path}</span>
    </a>
  );
}
