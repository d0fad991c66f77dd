import { beforeEach, expect, test } from 'vitest';
import { actionFor, offer } from '../../src/state/actions';
import { canChange, clashOf, keyPlaces, pressed } from '../../src/state/key-rules';
import { chooseKey, defaultKeys, followKeys, keys, resetKeys, type KeyedAction } from '../../src/state/keys';
import { keysOf } from '../../src/lib/entries';
import { openStandIn } from '../ui/stand-in';

let remembered: string[] = [];
let fromElsewhere: (text: string | undefined) => void = () => {};
const press = (key: string, more: KeyboardEventInit = {}) => new KeyboardEvent('keydown', { key, ...more });

beforeEach(() => {
  remembered = [];
  openStandIn({
    page: {
      remember: (_, value) => void remembered.push(value),
      watchKeys(next) {
        fromElsewhere = next;
        next(undefined);
        return () => {};
      },
    },
  });
  followKeys();
});

test('a key that was chosen does what the one before did, in every tab, until it is given back', () => {
  const leave = offer((['new-task', 'hire'] as const).map(id => ({ id, group: 'do', title: () => id, do() {} })));
  const found = (key: string) => actionFor(press(key), { singles: true, typing: false, now: 0 })?.id;
  chooseKey('new-task', 'b');
  expect([found('b'), found('n')]).toEqual(['new-task', undefined]);
  expect(remembered).toEqual(['{"new-task":"b"}']);
  chooseKey('new-task', '');
  expect([found('b'), found('n')]).toEqual([undefined, undefined]);
  fromElsewhere('{"hire":"y"}');
  expect([found('n'), found('y'), found('h')]).toEqual(['new-task', 'hire', undefined]);
  resetKeys();
  expect(found('h')).toBe('hire');
  leave();
});

test.each(['no json', '7', 'null', '["n"]', '{"new-task":7}', '{"__proto__":"n","unknown":"n"}'])(
  'what was kept and makes no sense changes nothing: %s',
  text => {
    fromElsewhere(text);
    expect(keys.value).toEqual(defaultKeys);
  },
);

test('every action with a key has a place, and no two of one screen have the same as they come', () => {
  const listed = Object.values(keyPlaces).flat();
  expect(listed.toSorted()).toEqual(keysOf(defaultKeys).toSorted());
  const clashes = listed.filter(canChange).map(action => clashOf(defaultKeys, action, defaultKeys[action]));
  expect(clashes.filter(clash => clash !== undefined)).toEqual([]);
});

test.each<[KeyedAction, string, KeyedAction | undefined]>([
  ['new-task', 'h', 'hire'],
  ['new-task', 'j', 'conversation.next'],
  ['new-task', 'g', 'go-today'],
  ['replay.next', 'x', undefined],
  ['replay.next', 'k', 'replay.previous'],
  ['inbox.next', 'a', 'approval.approve'],
  ['conversation.model', 'e', 'conversation.edit'],
  ['agent-before', 'j', undefined],
])('%s with the key %s clashes with %s', (action, key, clash) => {
  expect(clashOf(defaultKeys, action, key)).toBe(clash);
});

test('a first key that another action has taken cannot be had back before that lets go', () => {
  expect(clashOf({ ...defaultKeys, 'new-task': 'b', hire: 'n' }, 'new-task', 'n')).toBe('hire');
});

test.each<[string, KeyboardEvent, string | undefined, object]>([
  ['a letter', press('b'), undefined, { is: 'key', key: 'b' }],
  ['a capital', press('B', { shiftKey: true }), undefined, { is: 'key', key: 'shift+b' }],
  ['a sign', press('!', { shiftKey: true }), undefined, { is: 'key', key: '!' }],
  ['the first of two', press('g'), undefined, { is: 'first', key: 'g' }],
  ['the second of two', press('d'), 'g', { is: 'key', key: 'g d' }],
  ['Ctrl and a letter', press('b', { ctrlKey: true }), undefined, { is: 'unfit' }],
  ['an arrow', press('ArrowUp'), undefined, { is: 'unfit' }],
  ['the space bar', press(' '), undefined, { is: 'unfit' }],
  ['Shift on its way', press('Shift'), undefined, { is: 'modifier' }],
  ['Tab', press('Tab'), undefined, { is: 'left' }],
  ['Delete', press('Delete'), undefined, { is: 'none' }],
])('a press of %s is understood', (_, event, first, is) => {
  expect(pressed(event, first)).toEqual(is);
});
