import { expect, test } from 'vitest';
import { derivedId } from '../../src/domain/id';
import { fingerprint, type Approved } from '../../src/engine/fingerprint';
import { toolbox } from '../../src/tools/toolbox';

const [tool] = toolbox();
if (!tool) throw new Error('no tool');
const approved: Approved = {
  input: { path: 'a.md' },
  preview: { kind: 'file', path: 'a.md', after: 'new', over: derivedId('test', 'revision') },
  labels: [{ source: 'web', from: 'a.example' }],
  connection: derivedId('test', 'connection'),
  run: derivedId('test', 'run'),
  act: derivedId('test', 'act'),
};
const other: Partial<Approved>[] = [
  { input: { path: 'b.md' } },
  { preview: { kind: 'file', path: 'a.md', after: 'new', over: derivedId('test', 'newer') } },
  { labels: [] },
  { connection: derivedId('test', 'other') },
  { run: derivedId('test', 'other') },
  { act: derivedId('test', 'other') },
];

test.each(other)('an approval does not hold for another %j', changed => {
  expect(fingerprint(tool, approved)).toBe(fingerprint(tool, { ...approved }));
  expect(fingerprint(tool, { ...approved, ...changed })).not.toBe(fingerprint(tool, approved));
});

test('nor for the tool once it takes something else', () => {
  expect(fingerprint({ ...tool, input: { type: 'string' } }, approved)).not.toBe(fingerprint(tool, approved));
});
