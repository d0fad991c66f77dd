import type { ErrorCode, ErrorParameters, ErrorValue } from '../../domain/error';
import { errorValue } from '../../domain/error';
import { bytes, number } from '../formats';
import {
  cap,
  detail,
  host,
  insteadOfGone,
  isNoKey,
  limitHelp,
  limitReached,
  patience,
  placeIn,
  whatIsGone,
} from './error-values';
import { wording } from './language';

type Sentence = (values: ErrorParameters) => string;

/** How to put a path right, by `PathFault`. */
const pathHelp: Readonly<Record<string, string>> = {
  'no-name': 'Give it a name, for example notes/plan.md.',
  'unseen-characters': 'Leave out characters that cannot be seen.',
  backslash: 'Put / between folders.',
  'leads-out': 'Leave out “..”: the path begins at the top of the workspace.',
  'edge-of-name': 'A name begins without a space and ends without a space or a dot.',
  'name-too-long': 'Choose a shorter name.',
  'path-too-long': 'Use fewer folders or shorter names.',
};

/** What happened, in one sentence. */
const what: Record<ErrorCode, Sentence> = {
  'wrong-key': values =>
    isNoKey(values)
      ? 'This is no key: it holds a space or a character that keys do not have.'
      : `${cap(host(values))} does not accept this key.`,
  'opaque-failure': values => `The browser could not read an answer from ${host(values)}.`,
  'likely-wrong-key': values =>
    `The browser could not read an answer from ${host(values)}: most likely the key is wrong or revoked, or the provider is out of reach.`,
  'organisation-forbids-browsers': () => 'Your Anthropic organisation does not let browsers call it.',
  'no-credit': values => `The account at ${host(values)} has no credit left.`,
  'rate-limited': values => `${cap(host(values))} asks to wait: too many requests.`,
  overloaded: values => `${cap(host(values))} is overloaded.`,
  offline: () => 'There is no network.',
  'unknown-path': values => `${cap(host(values))} has nothing at this address.`,
  'unknown-model': values => `${cap(host(values))} does not know the model ${values['model'] ?? 'asked for'}.`,
  'admin-key': () => 'This is an admin key: it manages an organisation and cannot ask models.',
  'request-refused': values => `${cap(host(values))} refused the request${detail(values)}.`,
  'context-too-long': () => 'The conversation no longer fits into the window of this model.',
  'content-refused': values => `${cap(host(values))} declined to answer this.`,
  'provider-failed': values =>
    'attempts' in values
      ? `${cap(host(values))} did not answer in ${values['attempts']} attempts.`
      : `${cap(host(values))} failed while it answered.`,
  'reply-unreadable': values => `What ${host(values)} sent could not be understood.`,
  'stream-cut': () => 'The answer was cut off on its way.',
  'limit-ignored': values => `${cap(host(values))} sent far more than the answer was allowed: it was cut.`,
  'reply-gone': () => 'The answer was cut off, and the provider no longer has the rest of it.',
  'vault-locked': () => 'The keys are locked.',
  'screen-locked': () => 'The screen is locked.',
  'wrong-passphrase': () => 'That is not it. Tries are not limited, only slowed.',
  'wait-before-retry': values => `Wait ${patience(values, 'a moment')} before the next try.`,
  'passphrase-too-short': values => `A passphrase needs at least ${values['least'] ?? 12} characters.`,
  'vault-damaged': () => 'The stored keys were changed from outside or are damaged.',
  'no-vault': () => 'No passphrase has been set yet.',
  'no-key': () => 'This connection has no key on this device.',
  'sign-in-refused': () => 'The provider gave no key for this sign-in.',
  'origin-not-allowed': values => `This key may not be used at ${host(values)}.`,
  'address-refused': () => 'This address is not allowed: https anywhere, http only on this computer.',
  'header-refused': values => `The header ${values['header'] ?? 'of a request'} is not allowed.`,
  'redirect-refused': values => `${cap(host(values))} sent the request elsewhere, which is not followed.`,
  'cap-reached': values => limitReached(values),
  'no-output-limit': () => 'The request set no limit on the answer, so its cost had no bound.',
  'fence-passed': () => 'The call came too late and was not sent.',
  halted: () => 'Everything is paused.',
  'vault-silent': () => 'The vault does not answer.',
  aborted: () => 'It was stopped.',
  'stale-epoch': () => 'Another tab took over this work.',
  'key-locked': () => 'It waits for the keys to be unlocked.',
  'over-budget': () => 'The next step could pass the limit.',
  'price-unknown': values => `No source knows what ${values['model'] ?? 'this model'} costs.`,
  'approval-void': () => 'What was approved is no longer what would be done.',
  'tool-unknown': ({ tool }) => `This version of Retinue has no tool${tool ? ` “${tool}”` : ' of this name'}.`,
  'tool-input-wrong': values => `The tool cannot use this input${detail(values)}.`,
  'path-wrong': values =>
    values['what'] === 'taken' && 'path' in values
      ? `The file ${values['path']} is in the way.`
      : 'A file cannot have this name.',
  'tool-failed': ({ tool }) => `The tool${tool === undefined ? '' : ` ${tool}`} failed.`,
  'attachment-refused': ({ name, what }) =>
    `The file${name === undefined ? '' : ` ${name}`} ${attachmentFaults[String(what)] ?? 'cannot come along'}.`,
  interrupted: () => 'The app was closed while the answer was on its way.',
  'storage-full': () => 'The browser has no room left for this app.',
  'storage-lost': () => 'The browser lost its connection to the database.',
  'storage-blocked': () => 'Another tab holds an older version of the database open.',
  'storage-newer': () => 'This workspace was written by a newer version of Retinue.',
  'storage-damaged': () => 'The database holds less than it did: the browser lost data.',
  'not-found': values => whatIsGone(values),
  'saved-too-large': () => 'The workspace was saved, and the file is larger than Retinue can read.',
  'file-too-large': () => 'The file is too large.',
  'file-not-json': () => 'The file is not JSON.',
  'file-rescued': () => 'The file is a copy of what could still be read, for people and tools: no workspace to import.',
  'file-too-deep': () => 'The file is nested too deeply.',
  'file-forbidden-key': () => 'The file holds a name that is not allowed.',
  'file-duplicate-key': () => 'The file names the same thing twice.',
  'file-not-a-workspace': () => 'The file is not a Retinue workspace.',
  'file-wrong-shape': values => `The file is not shaped like a workspace${placeIn(values)}.`,
  'file-newer': () => 'The file was written by a newer version of Retinue.',
  'file-damaged': () => 'The file is damaged: its contents do not match its own checks.',
  'not-fetched-yet': () => 'This part of the app is not on this device yet.',
  unexpected: () => 'Something unexpected happened.',
};

const attachmentFaults: Readonly<Record<string, string>> = {
  kind: 'is neither a picture nor a PDF',
  unreadable: 'cannot be read',
  'too-large': 'is too large',
  'too-many': 'is one file too many',
  'too-much': 'is too much beside the other files',
};

function attachmentHelp({ what, most = 0 }: ErrorParameters): string {
  switch (String(what)) {
    case 'too-large':
      return `Up to ${bytes(Number(most))} can be taken.`;
    case 'too-many':
      return `Up to ${number(Number(most))} files can come with a message.`;
    case 'too-much':
      return `All files of a message may have ${bytes(Number(most))} together. Send it with another message.`;
    default:
      return 'PNG, JPEG, WebP and GIF pictures and PDF documents can be sent.';
  }
}

/** What to do about it. */
const next: Record<ErrorCode, Sentence> = {
  'wrong-key': values =>
    isNoKey(values)
      ? 'Copy it again, all of it and nothing else.'
      : 'Make a new key at the provider and paste that one.',
  'opaque-failure': () =>
    'Check the address, where you typed one; a server of your own must allow this page (CORS). An ad blocker or a company network can also be in the way.',
  'likely-wrong-key': () =>
    'Look at the key in the provider’s console and paste a new one, or try again in a minute. An ad blocker or a company network can also be in the way.',
  'organisation-forbids-browsers': () =>
    'An administrator can allow it in the Anthropic console. OpenRouter offers the same models without that limit.',
  'no-credit': () => 'Add credit at the provider, then try again; nothing was charged.',
  'rate-limited': values => `Try again in ${patience(values)}, or choose another model.`,
  overloaded: values => `Try again in ${patience(values)}, or choose another model.`,
  offline: () => 'Nothing is lost: agents wait and go on by themselves. Try anything else again once you are online.',
  'unknown-path': () => 'Check the base URL of the connection, where you typed one: it usually ends in /v1.',
  'unknown-model': () => 'Choose another model, or test its connection in Settings, Connections.',
  'admin-key': () => 'Make an ordinary key in the same console and paste that one.',
  'request-refused': () => 'Change the message or the model and try again.',
  'context-too-long': () => 'Choose a model with a larger window, or begin a new conversation.',
  'content-refused': () => 'Put it differently or ask another model.',
  'provider-failed': () => 'Try again; what arrived is kept.',
  'reply-unreadable': () => 'Try again. If it stays so, the server may not speak the protocol it was added with.',
  'stream-cut': () => 'What arrived is kept and priced. Continue from there or ask again.',
  'limit-ignored': () => 'What arrived is kept and priced as estimated. Allow longer answers, or ask another model.',
  'reply-gone': () => 'What arrived is kept and priced as estimated. Continue from there or ask again.',
  'vault-locked': () => 'Unlock with your passphrase.',
  'screen-locked': () => 'Unlock to see the workspace.',
  'wrong-passphrase': () => 'Try again, or use the recovery code if you have one.',
  'wait-before-retry': () => 'Waiting makes guessing useless to others.',
  'passphrase-too-short': () => 'Take a few more words.',
  'vault-damaged': () => 'Erase the keys and paste them again. The workspace is not touched.',
  'no-vault': () => 'Set a passphrase in Settings, Vault and lock.',
  'no-key': () => 'Paste a key for it in Settings, Connections.',
  'sign-in-refused': () => 'Begin again, or make a key in its console and paste it.',
  'origin-not-allowed': () => 'Add the address as a connection of its own.',
  'address-refused': () => 'Use an https address without user name, “..” and encoded characters.',
  'header-refused': () =>
    'Nothing was sent. Reload to get the newest version; if it stays so, add the connection anew.',
  'redirect-refused': () => 'Enter the address the server really answers at.',
  'cap-reached': values => limitHelp(values),
  'no-output-limit': () => 'Set the most tokens an answer may have on the agent.',
  'fence-passed': () => 'Nothing was charged. It is tried again by itself.',
  halted: () => 'Resume when you are ready; nothing is paid until then.',
  'vault-silent': () => 'Unlock it again. If it still does not answer, reload the page.',
  aborted: () => 'What had arrived is kept.',
  'stale-epoch': () => 'Nothing to do: it goes on there.',
  'key-locked': () => 'Unlock and it goes on.',
  'over-budget': () => 'Raise the limit, choose a cheaper model, or stop.',
  'price-unknown': () => 'Enter a price for it in Settings, Prices, or update the prices.',
  'approval-void': () => 'Look at it again and decide anew.',
  'tool-unknown': () => 'Nothing was done. Reload to get the newest version; what was asked can be rejected.',
  'tool-input-wrong': () => 'Nothing was done. Change what was entered and try again.',
  'path-wrong': values => pathHelp[String(values['what'])] ?? 'Choose another name.',
  'tool-failed': () => 'The agent was told and can try again.',
  'attachment-refused': values => attachmentHelp(values),
  interrupted: () => 'What arrived is kept and priced as estimated. Ask again for a whole answer.',
  'storage-full': () => 'Save everything as a file now, then free space on this device.',
  'storage-lost': () => 'Reload the page. If it stays so, save everything as a file first.',
  'storage-blocked': () => 'Close the other tabs of Retinue, then try again.',
  'storage-newer': () => 'Reload to get the newer version. Nothing was changed.',
  'storage-damaged': () => 'Save what can be read, then go on with what is left and import your last export.',
  'not-found': values => insteadOfGone(values),
  'saved-too-large': ({ most }) =>
    `Keep this workspace${most === undefined ? '' : `, as files up to ${bytes(Number(most))} can be imported`}: go on in a new one (Settings, Data).`,
  'file-too-large': ({ most }) =>
    `Nothing was changed. ${most === undefined ? 'Choose a smaller one.' : `Files up to ${bytes(Number(most))} can be read.`}`,
  'file-not-json': () => 'Nothing was changed. Choose a file that ends in .retinue.json.',
  'file-rescued': () => 'Nothing was changed. Keep it, and choose the last file that ends in .retinue.json.',
  'file-too-deep': () => 'Nothing was changed. Choose a file that Retinue exported.',
  'file-forbidden-key': () => 'Nothing was changed. The file may have been made to do harm.',
  'file-duplicate-key': () => 'Nothing was changed. Take another copy of the export.',
  'file-not-a-workspace': () => 'Nothing was changed. Choose a file that Retinue exported.',
  'file-wrong-shape': () => 'Nothing was changed. Choose a file as Retinue exported it.',
  'file-newer': () => 'Nothing was changed. Update Retinue first.',
  'file-damaged': () => 'Nothing was changed. Take another copy of the export.',
  'not-fetched-yet': () =>
    'It is seldom used and needs the network once: go online, reload and try again. From then on it works offline.',
  unexpected: () => 'Try again. If it stays so, save everything as a file and reload.',
};

const errorWords = wording('errors', { what, next });

/** An error in words. */
export interface Explanation {
  /** What happened. */
  what: string;
  /** What to do. */
  next: string;
  /** The storage is in trouble: a way to save everything belongs beside it. */
  inStorage: boolean;
}

/** Whatever was thrown, no raw text reaches a screen. */
export function explain(error: unknown): Explanation {
  const value: ErrorValue = isErrorValue(error) ? error : errorValue(error);
  const words = errorWords();
  // A file of a later version may hold codes that this one does not know.
  const code = Object.hasOwn(what, value.code) ? value.code : 'unexpected';
  return {
    what: words.what[code](value.parameters),
    next: words.next[code](value.parameters),
    inStorage: code.startsWith('storage-'),
  };
}

/** Both sentences as one text. */
export function explained(error: unknown): string {
  const sentences = explain(error);
  return `${sentences.what} ${sentences.next}`;
}

function isErrorValue(error: unknown): error is ErrorValue {
  return (
    typeof error === 'object' && error !== null && !(error instanceof Error) && 'code' in error && 'parameters' in error
  );
}
