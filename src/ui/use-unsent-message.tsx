import type { ReadonlySignal } from '@preact/signals';
import type { ModelChoice } from '../domain/agent';
import type { UnsentPlace } from '../state/unsent';
import { WaitingFiles } from './parts/lazy-attachments';
import type { WritingProps } from './parts/writing';
import { useAttachments, type Attachments } from './use-attachments';
import { usePasted } from './use-pasted';
import { useUnsent } from './use-unsent';
import { useWork } from './use-work';
import { partsWords } from './words/parts';

/** What stands in a composer: text, files, and whether it was typed. */
interface UnsentMessage {
  text: ReadonlySignal<string>;
  files: Attachments;
  /** Nothing is there that could be sent. */
  isEmpty: boolean;
  /** It is on its way, or its files are not ready. */
  busy: boolean;
  /** What the box shows of it. */
  box: Pick<WritingProps, 'value' | 'onValue' | 'onPause' | 'onPaste' | 'onFiles' | 'isTarget' | 'above' | 'note'>;
  /** Sends it by way of `by`; it is gone once that has worked. What is typed meanwhile stays. */
  send: (by: (text: string, isPasted: boolean) => Promise<unknown>) => Promise<void>;
}

/** Follows what is written in a composer, kept over reloads and tabs, for the model that is asked next. */
export function useUnsentMessage(
  place: UnsentPlace,
  model: ModelChoice | undefined,
  simulated: boolean,
): UnsentMessage {
  const unsent = useUnsent(place);
  const { text } = unsent;
  const pasted = usePasted(text);
  const files = useAttachments(place, model, simulated);
  const work = useWork();
  const hasFiles = files.waiting.value.length > 0;
  const isComing = files.coming.value > 0;

  async function send(by: (text: string, isPasted: boolean) => Promise<unknown>) {
    const sent = text.peek().trim();
    if ((sent === '' && !hasFiles) || files.coming.peek() > 0) return;
    await work.run(async () => {
      unsent.pause();
      await by(sent, pasted.holds.peek());
      unsent.sent(sent);
    });
  }

  return {
    text,
    files,
    isEmpty: text.value.trim() === '' && !hasFiles,
    busy: work.busy || isComing,
    box: {
      value: text.value,
      onValue: unsent.write,
      onPause: unsent.pause,
      onPaste: pasted.onPaste,
      onFiles: files.take,
      isTarget: files.isOver.value,
      above: (hasFiles || isComing) && <WaitingFiles files={files} />,
      note: pasted.holds.value && partsWords().pasted,
    },
    send,
  };
}
