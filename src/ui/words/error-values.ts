import type { ErrorParameters } from '../../domain/error';
import { bytes, counted, money, number } from '../formats';

/** How the values of an error read in its sentences (errors.ts). */

/** The host that an error is about. */
export const host = (values: ErrorParameters): string =>
  String(values['host'] ?? values['origin'] ?? 'the provider').replace(/^https?:\/\//, '');

/** At the start of a sentence; a host keeps its spelling there too. */
export function cap(name: string): string {
  return name.includes('.') ? name : name.charAt(0).toUpperCase() + name.slice(1);
}

/** A text that no header can carry was never asked about at a provider. */
export const isNoKey = (values: ErrorParameters): boolean => values['what'] === 'characters';

/** A provider's or a tool's own words, where the error carries some; not the page that a gateway sent instead. */
export function detail({ what, message }: ErrorParameters): string {
  const text = String(what ?? message ?? '').trim();
  return text === '' || text.startsWith('<') ? '' : `: ${text.replace(/\.$/, '')}`;
}

/** Where a file is not as it should be. */
export function placeIn({ table, where }: ErrorParameters): string {
  const place = [table, where].filter(Boolean).join(', ');
  return place === '' ? '' : `: ${place}`;
}

/** What can be missing, as it is called on the screens. */
const things: Readonly<Record<string, string>> = {
  agent: 'The agent',
  artifact: 'The file',
  attachment: 'What was attached',
  bill: 'The bill',
  budget: 'The budget',
  connection: 'The connection',
  conversation: 'The conversation',
  file: 'The file',
  grant: 'The permission',
  message: 'The message',
  'plan-step': 'The step of the plan',
  request: 'The request',
  revision: 'This version of the file',
  run: 'The run',
  task: 'The task',
};

/** That something is gone, by its name. */
export const whatIsGone = ({ what }: ErrorParameters): string =>
  what === 'model' ? 'No model is chosen.' : `${things[String(what)] ?? 'It'} is no longer there.`;

/** Why it may be gone, or what can be had in its place. */
export function insteadOfGone({ what }: ErrorParameters): string {
  switch (String(what)) {
    case 'model':
      return 'Choose one for the agent or for this conversation.';
    case 'connection':
      return 'Choose another model, or add the connection again in Settings, Connections.';
    case 'attachment':
      return 'It may have been sent or taken away in another tab.';
    case 'import':
      return 'Nothing was changed. Choose the file again.';
    default:
      return 'It may have been deleted in another tab.';
  }
}

/** How long to wait, as far as it is told: rounded up, as a try that comes too early is refused again. */
export function patience(values: ErrorParameters, otherwise = 'a minute'): string {
  const seconds = Math.ceil(Number(values['retryAfterMs'] ?? 0) / 1_000) || Number(values['seconds'] ?? 0);
  if (seconds <= 0) return otherwise;
  if (seconds < 120) return counted(seconds, 'second', 'seconds');
  if (seconds < 7_200) return counted(Math.ceil(seconds / 60), 'minute', 'minutes');
  return counted(Math.ceil(seconds / 3_600), 'hour', 'hours');
}

/** Which limit of a key a call would have passed, by the name of its cap. */
export function limitReached({ cap: name, limit, ceiling }: ErrorParameters): string {
  if (limit === undefined) return 'A limit of this key is no number that can be counted with.';
  switch (String(name)) {
    case 'perCall':
      return `This call could cost up to ${money(Number(ceiling))}; its key allows ${money(Number(limit))} a call.`;
    case 'callsPerMinute':
      return `The ${number(Number(limit))} calls a minute that its key allows are used up.`;
    default:
      return `The ${bytes(Number(limit))} a day that its key allows are used up.`;
  }
}

/** What helps against that limit: waiting helps only where it begins anew. */
export function limitHelp({ cap: name, limit }: ErrorParameters): string {
  if (limit === undefined) return 'Enter a smaller figure.';
  const raise = 'raise the limit in Settings, Connections.';
  switch (String(name)) {
    case 'perCall':
      return `Nothing was sent. Choose a cheaper model, give the agent shorter answers, or ${raise}`;
    case 'callsPerMinute':
      return `Wait a minute, or ${raise}`;
    default:
      return `Try again after midnight UTC, or ${raise}`;
  }
}
