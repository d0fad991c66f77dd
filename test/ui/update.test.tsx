import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { TaskView } from '../../src/state/today';
import { About } from '../../src/ui/settings/about';
import { Strips } from '../../src/ui/shell/strips';
import { openStandIn } from './stand-in';

const page = {
  watchUpdate(next: (apply: () => void) => void) {
    next(() => {});
    return () => {};
  },
};

afterEach(cleanup);

test.each([
  { name: 'the strip', Offer: Strips },
  { name: 'About', Offer: About },
])('$name lets an update in only while no work is under way: every tab loads anew', async ({ Offer }) => {
  openStandIn({ page, answers: { today: { running: [{} as TaskView], needsYou: [], finished: [] } } });
  render(<Offer />);
  await new Promise(resolve => setTimeout(resolve, 50));
  expect(screen.getByText(/It can take over when the work under way is done/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Use it now' })).toBeNull();
  cleanup();
  openStandIn({ page });
  render(<Offer />);
  await screen.findByRole('button', { name: 'Use it now' });
});
