import { expect, test } from 'vitest';
import type { MessageRow } from '../../src/domain/conversation';
import type { Id } from '../../src/domain/id';
import { summaryEnd, windowOf } from '../../src/domain/window';

/** A window of messages of these roles, each of the same weight; their ids are their places. */
const rolesOf = (...roles: MessageRow['role'][]) =>
  roles.map((role, at) => ({
    row: { id: String(at) as Id<'message'>, v: 1, at: 0, born: '', role } as MessageRow,
    weight: 10,
  }));

test('a summary leaves four messages word for word, however little of the weight they are', () => {
  expect(summaryEnd(rolesOf('user', 'agent', 'user', 'agent', 'user', 'agent', 'user', 'agent'), 0)).toBe('3');
});

test('a summary of nothing but the summary before it is none', () => {
  expect(summaryEnd(rolesOf('user', 'summary', 'user', 'agent', 'user', 'agent'), 0)).toBeUndefined();
});

test('a tool’s result stays with the answer that asked for it', () => {
  expect(summaryEnd(rolesOf('user', 'agent', 'user', 'agent', 'tool', 'tool', 'agent', 'user'), 0)).toBe('2');
});

test('what stays word for word is at least the share that was asked for, and no message more than it takes', () => {
  const eight = rolesOf('user', 'agent', 'user', 'agent', 'user', 'agent', 'user', 'agent');
  expect(summaryEnd(eight, 0.5)).toBe('3');
  expect(summaryEnd(eight, 0.51)).toBe('2');
  expect(summaryEnd(rolesOf('user', 'agent', 'user', 'agent', 'user'), 0), 'of one message').toBeUndefined();
});

test('the newest summary stands for all up to the message it covers, be it the first; one whose message is not there for nothing', () => {
  const branch = (...covers: string[]) => [
    ...rolesOf('user', 'agent', 'user'),
    ...covers.map(message => ({
      row: { id: `of ${message}`, role: 'summary', covers: message } as unknown as MessageRow,
      weight: 1,
    })),
  ];
  const shown = (...covers: string[]) => windowOf(branch(...covers)).map(({ row }) => row.id);
  expect(shown('0')).toEqual(['of 0', '1', '2']);
  expect(shown('0', '1')).toEqual(['of 1', '2']);
  expect(shown('9')).toEqual(['0', '1', '2']);
});
