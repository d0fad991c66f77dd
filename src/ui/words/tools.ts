import { wording } from './language';

const toolWords = wording('tools', {
  names: {
    calculate: 'Calculate',
    now: 'Date and time',
    write_file: 'Write files',
    read_file: 'Read files',
    list_files: 'List files',
    update_plan: 'Keep a plan',
    ask_user: 'Ask you',
    ask_colleague: 'Ask a colleague',
  },
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

const known = (words: Readonly<Record<string, string>>, id: string): string | undefined =>
  words[id.slice(id.lastIndexOf('/') + 1)];

/** The name of a tool, by `source/name` or its name alone; one from elsewhere keeps its own. */
export const toolName = (id: string): string => known(toolWords().names, id) ?? id;

/** What a tool can do, for who gives it to an agent; nothing for one from elsewhere. */
export const toolLine = (id: string): string => known(toolWords().lines, id) ?? '';

/** What a tool does, in a line of a transcript. */
export const toolDeed = (id: string): string => known(toolWords().deeds, id) ?? id;
