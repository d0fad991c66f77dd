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
});

/** One of these words, by `source/name` or its name alone. */
export const wordOfTool = (words: Readonly<Record<string, string>>, id: string): string | undefined =>
  words[id.slice(id.lastIndexOf('/') + 1)];

/** The name of a tool, by `source/name` or its name alone; one from elsewhere keeps its own. */
export const toolName = (id: string): string => wordOfTool(toolWords().names, id) ?? id;
