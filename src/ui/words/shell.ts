import { wording } from './language';

export const shellWords = wording('shell', {
  product: 'Retinue',
  main: 'Main',
  mainSmall: 'Main, small screen',
  skip: 'Skip to the content',
  today: 'Today',
  inbox: 'Inbox',
  team: 'Team',
  conversations: 'Conversations',
  files: 'Files',
  costs: 'Costs',
  settings: 'Settings',
  newTask: 'New task',
  more: 'More',
  find: 'Search or do',
  findKey: 'Ctrl K',
  opening: 'Opening the workspace',
  overdue: 'This takes longer than usual. Close other tabs of Retinue, if there are any, and reload. Nothing is lost.',
  missing: 'This screen did not load',
  missingLine: 'It was not kept for offline use yet, or a new version is out.',
  reload: 'Reload',
});

/** The parts of the settings, by their names in the address. */
export const settingsParts = wording('settings-parts', {
  connections: 'Connections',
  vault: 'Vault and lock',
  receipt: 'Network receipt',
  budgets: 'Budgets',
  prices: 'Prices',
  data: 'Data',
  appearance: 'Appearance',
  shortcuts: 'Shortcuts',
  about: 'About',
});
