import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ModelInfo } from '../../src/domain/connection';
import { newAgent, type AgentDraft, blankDraft, faultsOf } from '../../src/ui/team/agent-draft';
import { ModelAsked } from '../../src/ui/team/model-asked';
import { id } from './conversation/rows';
import { openTestDoors, type TestDoors } from './conversation/test-doors';

let doors: TestDoors;

beforeEach(() => {
  doors = openTestDoors();
});
afterEach(cleanup);

const connection = id<'connection'>(700);
const choice = { connection, model: 'model-a' };

const newDraft = () => signal<AgentDraft>({ ...blankDraft(1), name: 'Ada', model: choice });

function show(known: Partial<ModelInfo>) {
  doors.answer('models', () => [{ connection, info: { id: 'model-a', name: 'A', ...known } }]);
  doors.answer('connections', () => []);
  const draft = newDraft();
  render(<ModelAsked draft={draft} faults={{}} />);
  return draft;
}

test('a model is asked for an effort and a shape only where it has them', () => {
  show({});
  expect(screen.queryByRole('combobox', { name: 'Effort' })).toBeNull();
  expect(screen.queryByRole('textbox', { name: 'Shape of its answers' })).toBeNull();
  cleanup();
  const draft = show({ efforts: ['low', 'xhigh', 'ultra'], structured: true });
  const effort = screen.getByRole('combobox', { name: 'Effort' }) as HTMLSelectElement;
  expect([...effort.options].map(option => option.text)).toEqual([
    'What the model does by itself',
    'Low',
    'Very high',
    'ultra',
  ]);
  fireEvent.change(effort, { target: { value: 'xhigh' } });
  expect(newAgent(draft.value)).toMatchObject({ effort: 'xhigh', answer: '' });
  expect(screen.getByRole('textbox', { name: 'Shape of its answers' })).toBeTruthy();
});

test('a shape that is none is not saved', () => {
  const draft = { ...blankDraft(1), name: 'Ada' };
  const faults = (answer: string) => faultsOf({ ...draft, answer }, []);
  for (const answer of ['{"type":', '[]', 'null', '{"type":"string"}'])
    expect(faults(answer)).toEqual({ answer: true });
  expect(faults('{"type":"object"}')).toEqual({});
});

test('the user’s word on a model is kept, and only what was said', async () => {
  show({ images: true, efforts: ['low'] });
  const details = screen.getByText('What this model can do').closest('details') as HTMLDetailsElement;
  details.open = true;
  fireEvent(details, new Event('toggle'));
  const images = await screen.findByRole('combobox', { name: 'Reads pictures' });
  expect((images as HTMLSelectElement).options[0]?.text).toBe('As listed: Yes');
  expect(screen.queryByRole('button', { name: 'Correct' })).toBeNull();
  fireEvent.change(images, { target: { value: 'no' } });
  fireEvent.input(screen.getByRole('textbox', { name: /^Efforts/ }), { target: { value: ' low, high,' } });
  fireEvent.click(screen.getByRole('button', { name: 'Correct' }));
  expect(doors.written).toEqual([{ verb: 'sayOfModel', args: [choice, { images: false, efforts: ['low', 'high'] }] }]);
});
