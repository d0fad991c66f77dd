import { signal } from '@preact/signals';
import { askedAs, type Asked, type ModelChoice } from '../domain/agent';
import type { ConversationDetail } from '../storage/queries';

/** What the next message of one conversation alone is asked with; it holds for the model it was said of. */
const said = signal<{ conversation: string; of: string; asks: Asked } | undefined>(undefined);

const nameOf = ({ connection, model }: ModelChoice) => `${connection}/${model}`;

type Head = Pick<ConversationDetail, 'row' | 'model'>;

/** How the next message alone is asked, where not as the others are. */
export function onceOf({ row, model }: Head): Asked | undefined {
  const once = said.value;
  return once && model && once.conversation === row.id && once.of === nameOf(model) ? once.asks : undefined;
}

/** The model of the next message, and how it is asked. */
export const nextModel = (head: Head): ModelChoice | undefined => head.model && askedAs(head.model, onceOf(head));

export function askOnce({ row, model }: Head, asks: Asked): void {
  if (model) said.value = { conversation: row.id, of: nameOf(model), asks };
}

/** The next message is asked as the others are. */
export function forgetOnce(): void {
  said.value = undefined;
}
