import fc from 'fast-check';
import { afterEach, expect, test } from 'vitest';
import type { Id } from '../../src/domain/id';
import { followPlace, go, hrefOf, place, placeOf, SETTINGS_SECTIONS, type Place } from '../../src/state/place';

const id = fc.uuid();

const places: fc.Arbitrary<Place> = fc.oneof(
  fc.constantFrom<Place>(
    { at: 'today' },
    { at: 'welcome' },
    { at: 'team', hire: false },
    { at: 'team', hire: true },
    { at: 'conversations' },
    { at: 'costs' },
    { at: 'inbox' },
    { at: 'files' },
    { at: 'unlock' },
  ),
  fc.constantFrom(...SETTINGS_SECTIONS).map(section => ({ at: 'settings' as const, section })),
  id.map(value => ({ at: 'agent' as const, id: value as Id<'agent'> })),
  id.map(value => ({ at: 'conversation' as const, id: value as Id<'conversation'> })),
  id.map(value => ({ at: 'task' as const, id: value as Id<'task'> })),
  id.map(value => ({ at: 'file' as const, id: value as Id<'artifact'> })),
  id.map(value => ({ at: 'run' as const, id: value as Id<'run'> })),
  fc.tuple(id, id).map(([run, beside]) => ({ at: 'run' as const, id: run as Id<'run'>, beside: beside as Id<'run'> })),
);

test('every place can be read back from its own link', () => {
  fc.assert(
    fc.property(places, target => {
      expect(placeOf(hrefOf(target))).toEqual(target);
    }),
  );
});

test('no address throws, and what names no screen is nowhere', () => {
  fc.assert(
    fc.property(fc.string(), hash => {
      placeOf(hash);
    }),
  );
  const wrong = [
    '#/inbox/7',
    '#/run',
    '#/file/none',
    '#/agent/none',
    '#/team/fire',
    '#/settings/nothing',
    '#/costs/7',
    '#/agent',
  ];
  expect(wrong.filter(hash => placeOf(hash).at !== 'nowhere')).toEqual([]);
});

test('settings without a part open at connections', () => {
  expect(placeOf('#/settings')).toEqual({ at: 'settings', section: 'connections' });
});

let stop = () => {};
afterEach(() => {
  stop();
  history.replaceState(null, '', '#/');
});

test('going somewhere writes the address, and a changed address moves the place', () => {
  stop = followPlace();
  go({ at: 'costs' });
  expect(location.hash).toBe('#/costs');
  expect(place.value).toEqual({ at: 'costs' });
  history.replaceState(null, '', '#/team/hire');
  dispatchEvent(new Event('hashchange'));
  expect(place.value).toEqual({ at: 'team', hire: true });
});

test('an address of the same screen with another id moves the place, too', () => {
  stop = followPlace();
  const [one, other] = ['1', '2'].map(digit => `${digit.repeat(8)}-1111-7111-8111-111111111111` as Id<'agent'>);
  go({ at: 'agent', id: one as Id<'agent'> });
  history.replaceState(null, '', `#/agent/${other}`);
  dispatchEvent(new Event('hashchange'));
  expect(place.value).toEqual({ at: 'agent', id: other });
});

test('replacing leaves no step behind', () => {
  const before = history.length;
  go({ at: 'welcome' }, 'replace');
  expect(history.length).toBe(before);
  expect(location.hash).toBe('#/welcome');
});
