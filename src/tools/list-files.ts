import type { Tool, ToolResult } from '../domain/tool';
import { pathKey } from '../domain/path';
import { fieldsOf, pathField } from './input';

/** Files told at once. */
const mostFiles = 200;

/** Lists the files of the workspace. */
export const listFiles: Tool = {
  source: 'built-in',
  name: 'list_files',
  description: 'Lists the files of the workspace, or of one folder of it, with their sizes and when they last changed.',
  input: {
    type: 'object',
    properties: { folder: { type: 'string', description: 'Only what is below this folder, for example reports' } },
    additionalProperties: false,
  },
  effect: 'read',
  reach: 'workspace',
  canonical: input => parse(input),
  async run(input, { files }): Promise<ToolResult> {
    const { folder } = parse(input);
    const within = folder === undefined ? '' : `${pathKey(folder)}/`;
    const found = (await files.list()).filter(({ path }) => pathKey(path).startsWith(within));
    if (found.length === 0)
      return { output: folder === undefined ? 'There are no files yet.' : `There are no files below ${folder}.` };
    const lines = found
      .slice(0, mostFiles)
      .map(
        ({ path, size, changedAt }) => `${path} (${size} bytes, ${new Date(changedAt).toISOString().slice(0, 16)}Z)`,
      );
    const more = found.length - mostFiles;
    if (more > 0) lines.push(`… and ${more} more; name a folder to see less at once.`);
    return { output: lines.join('\n') };
  },
};

/** Models write “no folder” in many ways. */
const everywhere: ReadonlySet<unknown> = new Set([undefined, null, '', '.', './', '/']);

function parse(input: unknown): { folder?: string } {
  const { folder } = fieldsOf(input ?? {}, ['folder']);
  if (everywhere.has(folder)) return {};
  return { folder: pathField({ folder: typeof folder === 'string' ? folder.replace(/\/+$/, '') : folder }, 'folder') };
}
