import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { AppError } from '../../src/domain/error';
import type { WorkOptions } from '../../src/state/workspaces';
import { toasts } from '../../src/state/toasts';
import { WorkProgress } from '../../src/ui/parts/work-progress';
import { useLongWork } from '../../src/ui/use-long-work';

afterEach(cleanup);

test('of two long works each shows its own progress, and stopping one leaves the other alone and tells nothing', async () => {
  const begun: Record<string, WorkOptions> = {};
  function Section({ name }: { name: string }) {
    const work = useLongWork();
    const run = () =>
      work.run(options => {
        begun[name] = options;
        return new Promise((_, reject) =>
          options.abort.addEventListener('abort', () => reject(new AppError('aborted'))),
        );
      });
    return (
      <section>
        <button type="button" onClick={() => void run()}>
          {name}
        </button>
        <WorkProgress label={`${name}: ${work.share * 100} %`} work={work} />
      </section>
    );
  }
  render(
    <>
      <Section name="Save" />
      <Section name="Check" />
    </>,
  );
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  fireEvent.click(screen.getByRole('button', { name: 'Check' }));
  begun['Save']?.progress?.(0.5);
  await screen.findByRole('img', { name: 'Save: 50 %' });
  expect(screen.getByRole('img', { name: 'Check: 0 %' })).toBeTruthy();
  const [stopSaving] = screen.getAllByRole('button', { name: 'Cancel' });
  if (stopSaving) fireEvent.click(stopSaving);
  await waitFor(() => expect(screen.queryByRole('img', { name: /^Save/ })).toBeNull());
  expect(begun['Check']?.abort.aborted).toBe(false);
  expect(screen.getByRole('img', { name: 'Check: 0 %' })).toBeTruthy();
  expect(toasts.value).toEqual([]);
});
