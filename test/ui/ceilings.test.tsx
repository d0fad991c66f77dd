import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ModelView } from '../../src/storage/queries';
import { RequestCard } from '../../src/ui/approval/request-card';
import { Overview } from '../../src/ui/agent/overview';
import { blankDraft, newAgent, type AgentDraft } from '../../src/ui/team/agent-draft';
import { FallbackChoice } from '../../src/ui/team/fallback-choice';
import { answeredInstead } from '../../src/ui/words/fallback';
import { openTestDoors } from './conversation/test-doors';
import { request } from './requests';
import { agentView, connectionView, idOf } from './stand-in';

const connection = idOf<'connection'>('c');
const modelView = (id: string, input: number, match: 'exact' | 'prefix' = 'exact'): ModelView => ({
  connection,
  info: { id, name: id },
  price: {
    rates: { input: input * 1_000_000_000, output: 15_000_000_000 },
    tiers: [],
    source: { name: 'built-in', date: '2026-09-23', model: id, match },
  },
});

beforeEach(() => {
  const doors = openTestDoors();
  doors.answer('connections', () => [connectionView('c', 'openai')]);
  doors.answer('models', () => [
    modelView('model-a', 3),
    modelView('model-b', 2),
    modelView('model-c', 5),
    modelView('model-d', 3, 'prefix'),
  ]);
});
afterEach(cleanup);

const empty: AgentDraft = { ...blankDraft(0), name: 'Ada', model: { connection, model: 'model-a' } };
const draft = signal(empty);

function showForm(): void {
  draft.value = empty;
  render(<FallbackChoice draft={draft} />);
}

const typed = (text: string) => fireEvent.input(screen.getByRole('combobox'), { target: { value: text } });

test('a second model that costs no more is simply chosen', () => {
  showForm();
  typed('model-b');
  expect(newAgent(draft.value).fallback).toEqual({ model: { connection, model: 'model-b' }, mayBeDearer: false });
  expect(screen.queryByRole('switch')).toBeNull();
  typed('');
  expect(newAgent(draft.value).fallback).toBeNull();
});

test('a dearer one says so, and is used only where the user agrees', () => {
  showForm();
  typed('model-c');
  expect(screen.getByText(/costs more/).textContent).toContain('$5');
  expect(draft.value.fallback?.mayBeDearer).toBe(false);
  fireEvent.click(screen.getByRole('switch'));
  expect(draft.value.fallback?.mayBeDearer).toBe(true);
});

const overview = (model: string) => {
  const view = agentView('a', 'Ada', {
    connection,
    body: { name: 'Ada', role: 'role-data', model, tools: [] },
  });
  render(<Overview detail={{ ...view, versions: [], conversations: [] }} />);
};

test('the agent’s page says what a call can cost at most, and that it cannot cost more', () => {
  overview('model-a');
  // 8,000 tokens at $3 and 8,000 at $15 a million.
  expect(screen.getByText(/^at most \$0\.14 a call/).textContent).toContain('It cannot cost more than that.');
});

test('where the price is that of a similar model it says that it could cost more', () => {
  overview('model-d');
  expect(screen.getByText(/^about \$0\.14 a call at most/).textContent).toContain('similar model');
});

test.each([
  ['model-old', { id: 'model-old', name: 'Old', lifecycle: 'retired' as const }, /was taken out of service/],
  ['model-late', { id: 'model-late', name: 'Late', lifecycle: 'deprecated' as const }, /will be taken out of service/],
  ['model-gone', undefined, /does not name model-gone/],
])('an agent whose model goes is told so, and a successor takes its place: %s', async (model, info, said) => {
  const doors = openTestDoors();
  const listed = modelView('model-b', 2);
  doors.answer('models', () => [listed, ...(info ? [{ connection, info }] : [])]);
  const successor = {
    choice: { connection, model: 'model-b' },
    name: 'B',
    ...(listed.price && { price: listed.price }),
  };
  doors.on('candidates', () => Promise.resolve([successor]));
  overview(model);
  expect(screen.getByText(said)).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: 'Use model-b' }));
  const edit = doors.written.find(({ verb }) => verb === 'editAgent');
  expect(edit?.args[1]).toEqual({ model: successor.choice });
});

test('the plain name of a model that is listed by its date is no lost one', () => {
  openTestDoors().answer('models', () => [modelView('model-a-20260901', 3)]);
  overview('model-a');
  expect(screen.queryByText(/does not name/)).toBeNull();
});

test('the card of a full budget says how sure the figure is', () => {
  const budgets = [{ id: idOf<'budget'>('b'), scope: 'workspace', window: 'day', limit: 1, spent: 1 } as const];
  const body = { budgets, ceiling: 150_000_000, ceilingClass: { is: 'soft', because: 'unknown-server' } } as const;
  render(<RequestCard request={request(1, 'budget', { ...body, budgets })} />);
  expect(screen.getByText(/This server may not keep to the longest answer/)).toBeTruthy();
});

test('who answered in whose place is one sentence', () => {
  expect(answeredInstead('model-b', { of: 'model-a', because: 'no-credit' })).toBe(
    'Answered by model-b, because model-a had no credit left.',
  );
});
