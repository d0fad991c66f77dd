import { number } from '../formats';
import { wording } from './language';

export const vaultWords = wording('vault', {
  passphrase: 'Passphrase',
  newPassphrase: 'New passphrase',
  oldPassphrase: 'Current passphrase',
  suggest: 'Suggest six words',
  minimum: 'At least 12 characters. Nobody can reset it.',
  strengths: { 'too-short': 'too short', weak: 'weak', fair: 'fair', strong: 'strong' },
  locked: (workspace: string) => `${workspace} is locked`,
  screenLocked: 'The screen is locked',
  lockedLine: 'What is under way goes on within its limits. Nothing new starts until you unlock.',
  keysLockedLine: 'Work that needs a key waits and goes on when you unlock. Nothing is lost.',
  nothingLocked: 'Nothing is locked',
  nothingLockedLine: 'The keys are open on this device.',
  noKeys: 'No key is kept here',
  noKeysLine:
    'Without a passphrase a key lives in memory only, and goes with the last tab. Paste it again, and what waits goes on.',
  toConnections: 'Open connections',
  unlock: 'Unlock',
  stillLocked: 'Still locked',
  wait: (seconds: number) => `Next try in ${number(seconds)} s`,
  useRecovery: 'Recovery code',
  forgot: 'Forgot it?',
  back: 'Back',
  recoveryCode: 'Recovery code',
  recoveryHint: '26 letters and digits. It opens the vault and sets a new passphrase.',
  recover: 'Open and set the passphrase',
  forgotLine:
    'A forgotten passphrase costs only the keys: erase them, keep agents, conversations and ledger, and paste new ones.',
  eraseKeys: 'Erase the keys',
  eraseKeysQuestion:
    'Erase all keys on this device? Make new ones at your providers. Agents, conversations and costs stay.',
  keysErased: 'The keys are erased. Paste new ones under Settings, Connections.',
  codeTitle: 'Your recovery code',
  codeLine:
    'Write it down or keep it in a password manager. It is shown once and opens the vault without the passphrase.',
  codeCheck: (first: number, second: number) =>
    `To be sure: type groups ${number(first)} and ${number(second)} of the code`,
  codeWrong: 'That is not what the code says.',
  codeDone: 'I have it',
  codeWithout: 'Go on without the code',
  codeLost:
    'This code is never shown again. Without one, a forgotten passphrase costs the keys. Another can be made in the settings of the vault.',
  codeBack: 'Back to the code',
  codeLeave: 'Without it',
  copy: 'Copy',
  copied: 'Copied',
});
