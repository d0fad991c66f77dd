import { describe, expect, it } from 'vitest';
import type { FileText, ToolContext } from '../../src/domain/tool';
import { derivedId } from '../../src/domain/id';
import { listFiles } from '../../src/tools/list-files';
import { readFile } from '../../src/tools/read-file';
import { writeFile } from '../../src/tools/write-file';
import { emptyContext } from './context';

/** A workspace that holds these files. */
function holding(files: Record<string, string>): ToolContext {
  const texts = Object.entries(files).map(([path, text]): FileText => ({
    path,
    text,
    size: text.length,
    type: 'text/plain',
    changedAt: Date.UTC(2026, 10, 25, 12),
    revision: derivedId('test', path),
    labels: path.startsWith('web/') ? [{ source: 'web', from: 'example.org' }] : [],
  }));
  return emptyContext({
    files: {
      list: () => Promise.resolve(texts),
      read: path => Promise.resolve(texts.find(file => file.path === path)),
    },
  });
}

const wrongInput = (what: RegExp) => ({ code: 'tool-input-wrong', parameters: { what: expect.stringMatching(what) } });

describe('write_file', () => {
  it('asks for the change and says what it will be', async () => {
    const done = await writeFile.run({ path: './notes//a.md', content: 'One\nTwo\n' }, holding({}));
    expect(done).toEqual({
      output: 'Wrote notes/a.md (2 lines).',
      changes: [{ kind: 'file', path: 'notes/a.md', text: 'One\nTwo\n', type: 'text/markdown' }],
    });
  });

  it('shows what was there and what will be', async () => {
    const context = holding({ 'a.csv': 'x' });
    expect(await writeFile.preview?.({ path: 'a.csv', content: 'y' }, context)).toEqual({
      kind: 'file',
      path: 'a.csv',
      before: 'x',
      after: 'y',
      over: derivedId('test', 'a.csv'),
    });
    expect(await writeFile.preview?.({ path: 'b.csv', content: 'y' }, context)).toEqual({
      kind: 'file',
      path: 'b.csv',
      after: 'y',
    });
  });

  it('changes nothing where the text is there already, or another file is in the way', async () => {
    const context = holding({ 'Notes.md': 'x' });
    const same = await writeFile.run({ path: 'Notes.md', content: 'x' }, context);
    expect(same).toEqual({ output: expect.stringContaining('nothing was changed') });
    for (const path of ['notes.md', 'Notes.md/a.md']) {
      const refused = await writeFile.run({ path, content: 'y' }, context);
      expect(refused).toEqual({ isError: true, output: expect.stringContaining('Notes.md is in the way') });
    }
  });

  it('has one form of its input, whatever way the path is written', () => {
    const forms = ['a/b.md', '/a/b.md', 'a//./b.md'].map(path => writeFile.canonical?.({ path, content: 'x' }));
    expect(forms).toEqual(forms.map(() => ({ path: 'a/b.md', content: 'x' })));
  });

  it.each([
    [{ content: 'x' }, /path must be a string/],
    [{ path: '../x', content: 'x' }, /begins at the top/],
    [{ path: 'x', content: 7 }, /content must be a string/],
    [{ path: 'x', content: 'x', mode: 'append' }, /no field “mode”; it has path, content/],
    ['x', /must be an object/],
  ])('refuses %j in words a model can act on', async (input, what) => {
    await expect((async () => writeFile.run(input, holding({})))()).rejects.toMatchObject(wrongInput(what));
  });
});

describe('read_file', () => {
  it('tells a short file as it is, with where foreign text in it came from', async () => {
    expect(await readFile.run({ path: 'web/a.md' }, holding({ 'web/a.md': 'One\nTwo\n' }))).toEqual({
      output: 'One\nTwo',
      labels: [{ source: 'web', from: 'example.org' }],
    });
  });

  it('tells some lines, and where to go on', async () => {
    const context = holding({ a: 'One\nTwo\nThree' });
    const { output } = await readFile.run({ path: 'a', first_line: 2, last_line: 2 }, context);
    expect(output).toBe('Two\n(Lines 2 to 2 of 3. Go on with first_line 3.)');
    expect((await readFile.run({ path: 'a', first_line: 9 }, context)).output).toBe('(a ends at line 3.)');
  });

  it('tells a long file in pieces of at most 16 kB that together are all of it', async () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `line ${index} é`);
    const context = holding({ long: lines.join('\n') });
    const read: string[] = [];
    for (let next: string | undefined = '1'; next;) {
      const { output }: { output: string } = await readFile.run({ path: 'long', first_line: Number(next) }, context);
      expect(new TextEncoder().encode(output).length).toBeLessThan(16 * 1024 + 100);
      read.push(...output.split('\n').slice(0, -1));
      next = /first_line (\d+)\.\)$/.exec(output)?.[1];
    }
    expect(read).toEqual(lines);
  });

  it('cuts a line that alone is too long, between characters, and goes on behind it', async () => {
    const { output } = await readFile.run({ path: 'a' }, holding({ a: `${'🙂'.repeat(5_000)}\nend` }));
    expect(output).toContain('(Line 1 is too long: its last 1808 characters are left out.)');
    expect(output).toContain('Go on with first_line 2.');
    expect(output).not.toMatch(/\p{Cs}/u);
  });

  it('names the files there are when there is none', async () => {
    const missing = await readFile.run({ path: 'b.md' }, holding({ 'a.md': '' }));
    expect(missing).toEqual({ isError: true, output: 'There is no file b.md. There are: a.md' });
    expect((await readFile.run({ path: 'a.md' }, holding({ 'a.md': '' }))).output).toBe('(a.md is empty.)');
  });

  it('refuses lines that run backwards', async () => {
    const backwards = (async () => readFile.run({ path: 'a', first_line: 3, last_line: 2 }, holding({})))();
    await expect(backwards).rejects.toMatchObject(wrongInput(/must not come before/));
    const none = (async () => readFile.run({ path: 'a', first_line: 0 }, holding({})))();
    await expect(none).rejects.toMatchObject(wrongInput(/whole number from 1/));
  });
});

describe('list_files', () => {
  const context = holding({ 'a.md': 'x', 'notes/b.md': 'xx', 'notes2.md': '' });

  it('lists all, or those of a folder', async () => {
    const all = await listFiles.run({}, context);
    expect(all.output.split('\n')).toHaveLength(3);
    expect(all.output).toContain('notes/b.md (2 bytes, 2026-11-25T12:00Z)');
    for (const folder of ['notes', '/notes/', 'Notes'])
      expect((await listFiles.run({ folder }, context)).output).toMatch(/^notes\/b\.md [^\n]+$/);
    for (const folder of ['', '.', '/', null])
      expect((await listFiles.run({ folder }, context)).output.split('\n')).toHaveLength(3);
  });

  it('says when there is nothing, and stops at 200', async () => {
    expect((await listFiles.run({}, emptyContext())).output).toBe('There are no files yet.');
    expect((await listFiles.run({ folder: 'x' }, context)).output).toBe('There are no files below x.');
    const many = holding(Object.fromEntries(Array.from({ length: 250 }, (_, index) => [`${index}.md`, ''])));
    expect((await listFiles.run({}, many)).output).toContain('and 50 more');
  });

  it('refuses a folder outside', async () => {
    await expect((async () => listFiles.run({ folder: '..' }, context))()).rejects.toMatchObject(
      wrongInput(/folder must/),
    );
  });
});
