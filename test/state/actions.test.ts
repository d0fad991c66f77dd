import { afterEach, expect, test } from 'vitest';
import { actionFor, actions, keyOf, offer, type Action } from '../../src/state/actions';

const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more });
const calm = { singles: true, typing: false, now: 0 };
const action = (id: string, more: Partial<Action> = {}): Action => ({
  id,
  group: 'do',
  title: () => id,
  do() {},
  ...more,
});

let withdraw: (() => void)[] = [];
const offering = (...added: Action[]) => {
  withdraw.push(offer(added));
};
afterEach(() => {
  for (const take of withdraw) take();
  withdraw = [];
});

test('a key finds its action', () => {
  offering(action('new-task'), action('find'));
  expect(actionFor(press('n'), calm)?.id).toBe('new-task');
  expect(actionFor(press('k', { ctrlKey: true }), calm)?.id).toBe('find');
  expect(actionFor(press('k', { metaKey: true }), calm)?.id).toBe('find');
  expect(actionFor(press('k'), calm)).toBeUndefined();
});

test('two keys one after the other go somewhere, unless the second comes late', () => {
  offering(action('go-today'), action('hire'));
  expect(actionFor(press('g'), calm)).toBeUndefined();
  expect(actionFor(press('h'), { ...calm, now: 500 })?.id).toBe('go-today');
  expect(actionFor(press('g'), calm)).toBeUndefined();
  expect(actionFor(press('h'), { ...calm, now: 5_000 })?.id).toBe('hire');
});

test('keys without Ctrl are quiet while text is typed and when they are turned off', () => {
  offering(action('new-task'), action('find'), action('run.stop'));
  for (const options of [
    { ...calm, typing: true },
    { ...calm, singles: false },
  ]) {
    expect(actionFor(press('n'), options)).toBeUndefined();
    expect(actionFor(press('k', { ctrlKey: true }), options)?.id).toBe('find');
    expect(actionFor(press('Escape'), options)?.id).toBe('run.stop');
  }
});

test('the sign counts, not the keys a keyboard needs for it', () => {
  expect(keyOf(press('?', { shiftKey: true }))).toBe('?');
  expect(keyOf(press('P', { shiftKey: true }))).toBe('shift+p');
  expect(keyOf(press('Enter', { ctrlKey: true }))).toBe('mod+Enter');
});

test('what cannot be done now is not offered', () => {
  offering(action('pause', { when: () => false }), action('resume', { when: () => true }));
  expect(actions.value.map(one => one.id)).toEqual(['resume']);
});

test("a screen's own action stands before the app's of the same name and goes with the screen", () => {
  offering(action('stop', { title: () => 'everywhere' }));
  const leave = offer([action('stop', { title: () => 'here' })]);
  expect(actions.value.map(one => one.title())).toEqual(['here']);
  leave();
  expect(actions.value.map(one => one.title())).toEqual(['everywhere']);
});
