import { signal, type ReadonlySignal } from '@preact/signals';
import type { ModelChoice } from '../domain/agent';
import type { Id } from '../domain/id';
import type { Quote } from '../engine/door';
import { doors } from './doors';

/** Pause in typing after which the cost of what is written is asked for. */
const quoteAfterMs = 350;

const quoted = signal<Quote>({});
let pending: ReturnType<typeof setTimeout> | undefined;
let asked = 0;

/** What the message in the composer can cost; empty where no price is known, or nothing is written. */
export const quote: ReadonlySignal<Quote> = quoted;

/** Asks for the quote of a text, and of the files beside it, once the typing pauses; a later question overtakes an earlier one. */
export function askQuote(
  conversation: Id<'conversation'> | undefined,
  agent: Id<'agent'>,
  text: string,
  model?: ModelChoice,
  hasFiles = false,
): void {
  clearTimeout(pending);
  const number = ++asked;
  if (text.trim() === '' && !hasFiles) {
    quoted.value = {};
    return;
  }
  pending = setTimeout(() => {
    doors()
      .engine.write('quote', conversation, agent, text, model)
      .then(
        found => {
          if (number === asked) quoted.value = found;
        },
        () => {
          if (number === asked) quoted.value = {};
        },
      );
  }, quoteAfterMs);
}
