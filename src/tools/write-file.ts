import { typeOfPath } from '../domain/media-type';
import { clashingPath } from '../domain/path';
import type { Preview, Tool, ToolContext, ToolResult } from '../domain/tool';
import { fieldsOf, pathField, textField } from './input';

/** Writes a whole file of the workspace. Each write is a revision: nothing is lost. */
export const writeFile: Tool = {
  source: 'built-in',
  name: 'write_file',
  description:
    'Writes a text file into the workspace, where the user sees it. Gives the whole new content: it takes the place of what is there, and the user can go back to earlier versions. To change a file, read it first. Use it for whatever the user should keep: reports, tables (CSV), notes, code.',
  input: {
    type: 'object',
    properties: {
      path: {
        type: 'string',
        description: 'Where it goes, with / between folders and an ending that says what it is: reports/march.md',
      },
      content: { type: 'string', description: 'The whole text of the file.' },
    },
    required: ['path', 'content'],
    additionalProperties: false,
  },
  freeText: ['/content'],
  effect: 'idempotent',
  reach: 'workspace',
  canonical: input => parse(input),
  async preview(input, { files }): Promise<Preview> {
    const { path, content } = parse(input);
    const before = await files.read(path);
    const seen = before ? { before: before.text, over: before.revision } : {};
    return { kind: 'file', path, ...seen, after: content };
  },
  async run(input, { files }): Promise<ToolResult> {
    const { path, content } = parse(input);
    const before = await files.read(path);
    const clash = before?.path === path ? undefined : await inTheWay(path, files);
    if (clash !== undefined)
      return { output: `Not written: the file ${clash} is in the way. Use that path or another name.`, isError: true };
    if (before?.text === content) return { output: `${path} holds exactly this already; nothing was changed.` };
    return {
      output: `${before ? 'Wrote a new version of' : 'Wrote'} ${path} (${linesIn(content)}).`,
      changes: [
        { kind: 'file', path, text: content, type: typeOfPath(path), ...(before ? { over: before.revision } : {}) },
      ],
    };
  },
};

function parse(input: unknown): { path: string; content: string } {
  const fields = fieldsOf(input, ['path', 'content']);
  return { path: pathField(fields), content: textField(fields, 'content') };
}

/** A file that a new one at this path could not stand beside. */
async function inTheWay(path: string, files: ToolContext['files']): Promise<string | undefined> {
  const paths = (await files.list()).map(file => file.path);
  return clashingPath(path, paths);
}

function linesIn(text: string): string {
  const count = text === '' ? 0 : text.replace(/\n$/, '').split('\n').length;
  return count === 1 ? '1 line' : `${count} lines`;
}
