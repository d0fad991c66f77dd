import { expect, test } from 'vitest';
import { steer } from '../../src/state/steering';
import { id, ids } from '../ui/conversation/rows';
import { openTestDoors } from '../ui/conversation/test-doors';

test('a message that reached its run was sent, although its text could not be forgotten', async () => {
  const doors = openTestDoors();
  doors.on('keepUnsent', () => Promise.reject(new Error('the storage is full')));
  await expect(steer(id<'run'>(9), 'Use tables.', false, ids.conversation)).resolves.toBeUndefined();
  expect(doors.written.map(({ verb }) => verb)).toEqual(['steer', 'keepUnsent']);
});
