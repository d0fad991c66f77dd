import type { FileText, Tool, ToolContext, ToolResult } from '../domain/tool';
import { fieldsOf, optionalCount, pathField, wrong } from './input';

/** UTF-8 bytes of a file told at once (RUNTIME 2: Results). */
const mostBytes = 16 * 1024;

/** Files named when there is none at the path. */
const mostNamed = 20;

/** Reads a file of the workspace, or some of its lines. */
export const readFile: Tool = {
  source: 'built-in',
  name: 'read_file',
  description:
    'Reads a text file of the workspace. A long file is told in pieces: the end of the output says with which first_line to go on.',
  input: {
    type: 'object',
    properties: {
      path: { type: 'string', description: 'As list_files tells it, for example reports/march.md' },
      first_line: { type: 'integer', minimum: 1, description: 'Where to begin; 1 by default.' },
      last_line: { type: 'integer', minimum: 1, description: 'Where to end; the end of the file by default.' },
    },
    required: ['path'],
    additionalProperties: false,
  },
  effect: 'read',
  reach: 'workspace',
  canonical: input => parse(input),
  async run(input, { files }): Promise<ToolResult> {
    const { path, first_line: first = 1, last_line: last = Number.POSITIVE_INFINITY } = parse(input);
    const file = await files.read(path);
    if (!file) return { output: await notThere(path, files), isError: true };
    return { output: piece(file, first, last), labels: file.labels };
  },
};

interface Parsed {
  path: string;
  first_line?: number;
  last_line?: number;
}

function parse(input: unknown): Parsed {
  const fields = fieldsOf(input, ['path', 'first_line', 'last_line']);
  const [first, last] = [optionalCount(fields, 'first_line'), optionalCount(fields, 'last_line')];
  if (last !== undefined && last < (first ?? 1)) throw wrong('last_line must not come before first_line');
  return {
    path: pathField(fields),
    ...(first === undefined ? {} : { first_line: first }),
    ...(last === undefined ? {} : { last_line: last }),
  };
}

async function notThere(path: string, files: ToolContext['files']): Promise<string> {
  const paths = (await files.list()).map(file => file.path);
  const named = paths.slice(0, mostNamed).join(', ');
  if (named === '') return `There is no file ${path}; the workspace has no files yet.`;
  return `There is no file ${path}. There are: ${named}${paths.length > mostNamed ? ', …' : ''}`;
}

/** The lines asked for, as many as fit, and where to go on. */
function piece({ path, text }: FileText, first: number, last: number): string {
  if (text === '') return `(${path} is empty.)`;
  const lines = text.replace(/\n$/, '').split('\n');
  if (first > lines.length) return `(${path} ends at line ${lines.length}.)`;
  const wanted = lines.slice(first - 1, Math.min(last, lines.length));
  const told = asManyAsFit(wanted);
  const end = first + told.lines.length - 1;
  const body = told.lines.join('\n');
  const cut = told.cut > 0 ? `\n(Line ${end} is too long: its last ${told.cut} characters are left out.)` : '';
  if (first === 1 && end === lines.length) return `${body}${cut}`;
  const more = end < lines.length ? ` Go on with first_line ${end + 1}.` : '';
  return `${body}${cut}\n(Lines ${first} to ${end} of ${lines.length}.${more})`;
}

/** The first lines that fit; a first line that alone does not is cut. */
function asManyAsFit(lines: readonly string[]): { lines: string[]; cut: number } {
  const encoder = new TextEncoder();
  let room = mostBytes;
  const fitting: string[] = [];
  for (const line of lines) {
    room -= encoder.encode(line).length + 1;
    if (room < 0) break;
    fitting.push(line);
  }
  const [head] = lines;
  if (fitting.length > 0 || head === undefined) return { lines: fitting, cut: 0 };
  const { read } = encoder.encodeInto(head, new Uint8Array(mostBytes));
  return { lines: [head.slice(0, read)], cut: head.length - read };
}
