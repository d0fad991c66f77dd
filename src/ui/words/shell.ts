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
});
