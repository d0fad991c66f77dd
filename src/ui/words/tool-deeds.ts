import { wording } from './language';
import { wordOfTool } from './tools';

/** Apart from the names, which Today needs: these come with the screens that tell more. */
const toolDeedWords = wording('tool-deeds', {
  /** As a deed, in a line of a transcript. */
  deeds: {
    calculate: 'Calculate',
    now: 'Look at the clock',
    write_file: 'Write a file',
    read_file: 'Read a file',
    list_files: 'Look at the files',
    update_plan: 'Change the plan',
    ask_user: 'Ask you',
    ask_colleague: 'Ask a colleague',
  },
  /** What it can do, for who gives it to an agent. */
  lines: {
    calculate: 'exact sums, free to use',
    now: 'free to use',
    write_file: 'asks before it writes',
    read_file: 'this workspace’s files',
    list_files: 'names, sizes and dates',
    update_plan: 'steps you can change, too',
    ask_user: 'with choices, or in your words',
    ask_colleague: 'whom you allow, below',
  },
});

/** What a tool can do, for who gives it to an agent; nothing for one from elsewhere. */
export const toolLine = (id: string): string => wordOfTool(toolDeedWords().lines, id) ?? '';

/** What a tool does, in a line of a transcript. */
export const toolDeed = (id: string): string => wordOfTool(toolDeedWords().deeds, id) ?? id;
