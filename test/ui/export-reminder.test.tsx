import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import type { ActivityRow } from '../../src/domain/activity';
import { go } from '../../src/state/place';
import { defaults } from '../../src/state/settings';
import { Strips } from '../../src/ui/shell/strips';
import { idOf, openStandIn } from './stand-in';

const day = 86_400_000;

afterEach(cleanup);

function lastLine(at: number): ActivityRow {
  const happened = { kind: 'prices-updated', count: 3 } as const;
  return { id: idOf('c'), v: 1, at, born: '0000' as never, replica: '00000000' as never, happened };
}

test.each([
  { age: 7.1, cameAfter: 1, says: 'The last saved file is 7 days old.' },
  { age: 6.9, cameAfter: 1, says: undefined },
  { age: 7.1, cameAfter: -1, says: undefined },
])(
  'a file $age days old, with something that came $cameAfter days after it: Today says $says',
  async ({ age, cameAfter, says }) => {
    const lastExportAt = Math.round(Date.now() - age * day);
    openStandIn({
      answers: { settings: { ...defaults, lastExportAt }, activity: [lastLine(lastExportAt + cameAfter * day)] },
    });
    go({ at: 'today' }, 'replace');
    const { container } = render(<Strips />);
    if (says !== undefined) return void (await screen.findByText(new RegExp(says)));
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(container.textContent).toBe('');
  },
);
