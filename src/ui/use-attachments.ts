import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { ModelChoice } from '../domain/agent';
import { attach, reads, waitingIn, type AttachmentRow } from '../state/attachments';
import { tell } from '../state/toasts';
import type { UnsentPlace } from '../state/unsent';
import { attempt } from './attempt';
import { useDropped } from './use-dropped';
import { attachWords } from './words/attach';

/** The files of a composer. */
export interface Attachments {
  waiting: ReadonlySignal<AttachmentRow[]>;
  /** How many are being made ready: until then nothing is sent. */
  coming: ReadonlySignal<number>;
  /** What can be picked, for a file field; empty where the model reads no files. */
  accept: string;
  /** Files are being dragged over the page. */
  isOver: ReadonlySignal<boolean>;
  take: (files: readonly File[]) => void;
}

/** Follows the files of a composer, for the model that is asked next. */
export function useAttachments(place: UnsentPlace, model: ModelChoice | undefined, simulated: boolean): Attachments {
  const waiting = useMemo(() => waitingIn(place), [place]);
  const coming = useSignal(0);
  const pictures = reads(model, simulated, 'image/png');
  const documents = reads(model, simulated, 'application/pdf');
  const accept = [pictures && 'image/*', documents && 'application/pdf'].filter(Boolean).join();

  const refusal = ({ type }: File) => {
    const words = attachWords();
    if (simulated || !model) return words.noFiles;
    if (type.startsWith('image/') && !pictures) return words.noPictures(model.model);
    return type === 'application/pdf' && !documents ? words.noDocuments(model.model) : undefined;
  };
  const takeInOrder = async (files: readonly File[]) => {
    coming.value += files.length;
    for (const file of files) {
      await attempt(attach(place, file));
      coming.value -= 1;
    }
  };
  const take = (files: readonly File[]) => {
    for (const said of new Set(files.map(refusal))) if (said) tell(said);
    void takeInOrder(files.filter(file => refusal(file) === undefined));
  };
  return { waiting, coming, accept, take, isOver: useDropped(take) };
}
