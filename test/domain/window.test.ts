import { expect, test } from 'vitest';
import type { MessageRow } from '../../src/domain/conversation';
import type { Id } from '../../src/domain/id';
import { summaryEnd } from '../../src/domain/window';

/** A window of messages of these roles, each of the same weight; their ids are their places. */
const windowOf = (...roles: MessageRow['role'][]) =>
  roles.map((role, at) => ({
    row: { id: String(at) as Id<'message'>, v: 1, at: 0, born: '', role } as MessageRow,
    weight: 10,
  }));

test('a summary leaves four messages word for word, however little of the weight they are', () => {
  expect(summaryEnd(windowOf('user', 'agent', 'user', 'agent', 'user', 'agent', 'user', 'agent'), 0)).toBe('3');
});

test('a summary of nothing but the summary before it is none', () => {
  expect(summaryEnd(windowOf('user', 'summary', 'user', 'agent', 'user', 'agent'), 0)).toBeUndefined();
});

test('a tool’s result stays with the answer that asked for it', () => {
  expect(summaryEnd(windowOf('user', 'agent', 'user', 'agent', 'tool', 'tool', 'agent', 'user'), 0)).toBe('2');
});
