import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { plainText } from '../../domain/part';
import { transcript } from '../../state/conversation';
import { isWriting } from '../../state/drafts';
import { spoken } from '../markdown/spoken';
import { conversationWords } from '../words/conversation';

/** Says who writes, then the finished answer: the stream itself is never read out. */
export function Announcer({ agent }: { agent: string }) {
  const words = conversationWords();
  const said = useSignal('');
  const wasWriting = useRef(false);
  const writing = isWriting.value;
  useEffect(() => {
    if (writing) said.value = words.isWriting(agent);
    else if (wasWriting.current) {
      const last = transcript.peek().messages.findLast(({ row }) => row.role === 'agent');
      said.value = last ? words.said(agent, spoken(plainText(last.body.parts))) : '';
    }
    wasWriting.current = writing;
  }, [writing]);
  return (
    <output class="hidden-words" aria-live="polite">
      {said.value}
    </output>
  );
}
