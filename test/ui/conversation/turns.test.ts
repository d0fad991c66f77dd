import { expect, test } from 'vitest';
import { costOfTurn, lastAnswer, saidIn, turnsOf } from '../../../src/state/conversation-turns';
import { hasLanded } from '../../../src/state/drafts';
import { draft, id, ids, message, noon } from './rows';

const call = { kind: 'tool-call', call: 'c1', name: 'calculate', input: { expression: '1+1' } } as const;
const result = { kind: 'tool-result', call: 'c1', name: 'calculate', output: '2' } as const;

test('all an agent does in one run is one turn, and a result stands with its call', () => {
  const run = id<'run'>(9);
  const turns = turnsOf([
    message(0, 'user', 'How much?'),
    message(1, 'agent', [{ kind: 'text', text: 'Let me see.' }, call], { run, cost: 3 }),
    message(2, 'tool', [result], { run }),
    message(3, 'agent', 'Two.', { run, cost: 4 }),
    message(4, 'user', 'Thanks'),
  ]);
  expect(turns.map(turn => turn.kind)).toEqual(['user', 'agent', 'user']);
  expect(turns[1]).toMatchObject({
    pieces: [
      { kind: 'text', text: 'Let me see.' },
      { kind: 'tool', call, result },
      { kind: 'text', text: 'Two.' },
    ],
  });
});

test('another run is another turn', () => {
  const turns = turnsOf([
    message(1, 'agent', 'Half', { run: id<'run'>(8) }),
    message(2, 'agent', 'and half', { run: id<'run'>(9) }),
  ]);
  expect(turns).toHaveLength(2);
});

test('a turn whose first page was cut off still shows the result it begins with', () => {
  const [turn] = turnsOf([message(2, 'tool', [result])]);
  expect(turn).toMatchObject({ pieces: [{ kind: 'result', result }] });
});

test('a turn costs the sum of its answers, and says when one has no price', () => {
  const run = id<'run'>(9);
  const [turn] = turnsOf([
    message(1, 'agent', [call], { run, cost: 3 }),
    message(2, 'tool', [result], { run }),
    message(3, 'agent', 'Two.', { run }),
  ]);
  expect(turn?.kind === 'agent' && costOfTurn(turn)).toEqual({ known: 3, hasUnknown: true });
});

test('notes of a long conversation are a piece of their own with their cost, and nothing the agent said', () => {
  const run = id<'run'>(9);
  const [turn] = turnsOf([
    message(1, 'agent', [call], { run, cost: 3 }),
    message(2, 'tool', [result], { run }),
    message(3, 'summary', 'The user wants a sum.', { run, cost: 5, covers: id<'message'>(101) }),
    message(4, 'agent', 'Two.', { run, cost: 4 }),
  ]);
  if (turn?.kind !== 'agent') throw new Error('no turn of the agent');
  expect(turn.pieces).toEqual([
    { kind: 'tool', call, result },
    { kind: 'notes', text: 'The user wants a sum.', cost: 5 },
    { kind: 'text', text: 'Two.' },
  ]);
  expect(costOfTurn(turn)).toEqual({ known: 12, hasUnknown: false });
  expect(saidIn(turn)).toBe('Two.');
});

test('a turn of notes alone has no answer', () => {
  const [turn] = turnsOf([message(1, 'summary', 'So far: nothing.', { run: id<'run'>(9) })]);
  expect(turn?.kind === 'agent' && lastAnswer(turn)).toBeUndefined();
});

test('a draft has landed when its message is there, not when an earlier step of its run is', () => {
  const before = message(1, 'agent', 'First step', { run: ids.run, at: noon + 30_000 });
  const after = message(2, 'agent', 'Second step', { run: ids.run, at: noon + 90_000 });
  const written = draft('Second st');
  expect(hasLanded(written, { messages: [before], more: false })).toBe(false);
  expect(hasLanded(written, { messages: [before, after], more: false })).toBe(true);
});
