import { expect, test } from 'vitest';
import { titleOf } from '../../src/engine/title';

test('a sentence or two are a title as they are; what is longer is cut at a word', () => {
  const task = 'We move to a new office. Make a plan and write me a checklist.';
  expect(titleOf(` ${task}\n`)).toBe(task);
  expect(titleOf(`${task} Then tell the landlord, the post and the bank.`)).toBe(`${task} Then tell…`);
  expect(titleOf('x'.repeat(100))).toBe(`${'x'.repeat(72)}…`);
});
