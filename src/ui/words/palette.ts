import { wording } from './language';

export const paletteWords = wording('palette', {
  find: 'Search or do',
  placeholder: 'Go to, do or ask',
  escape: 'Esc',
  nothing: 'Nothing matches.',
  help: 'Keyboard shortcuts',
  singlesOff: 'Single-letter keys are turned off in Settings, Shortcuts.',
  openWorkspace: (name: string) => `Open the workspace “${name}”`,
  ask: (agent: string, query: string) => `Ask ${agent}: “${query}”`,
  groups: { go: 'Go to', ask: 'Ask', do: 'Do', here: 'Here' },
});
