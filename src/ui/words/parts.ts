import { wording } from './language';

export const partsWords = wording('parts', {
  states: {
    running: 'Running',
    'needs-you': 'Needs you',
    done: 'Done',
    failed: 'Failed',
    waiting: 'Waiting',
    simulated: 'Simulated',
    stopped: 'Stopped',
    idle: 'Idle',
  },
  bases: {
    reported: 'reported by the provider',
    priced: 'priced from the table',
    estimated: 'estimated',
    unknown: 'price unknown',
    simulated: 'simulated, nothing paid',
  },
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  undo: 'Undo',
  dismiss: 'Dismiss',
  wentWrong: 'Something went wrong, and the words for it could not be fetched. Reload the app.',
  pasted: 'Long pasted text counts as foreign: you are asked before an agent acts on it.',
  saveEverything: 'Save everything as a file',
  tryAgain: 'Try again',
  keys: { mod: 'Ctrl', shift: 'Shift', alt: 'Alt', Enter: 'Enter', Escape: 'Esc' },
});
