import type { Page } from '@playwright/test';
import { expect, test } from './stage';

/** Drops a file where bills are compared, as a hand would. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const data = await page.evaluateHandle(
    ({ name: called, content: text }) => {
      const carried = new DataTransfer();
      carried.items.add(new File([text], called));
      return carried;
    },
    { name, content },
  );
  await page.getByText('Drop the cost or usage file').dispatchEvent('drop', { dataTransfer: data });
}

test('a bill with one known difference is told with its cause; a file that is no bill gets one sentence', async ({
  hired: app,
  page,
  loopback,
}) => {
  await app.ask('say hello');
  await expect(app.lastAnswer).toBeVisible();
  await app.settled();
  const billed = loopback.ledger.reduce((sum, line) => sum + Number(line.nanoUsd ?? 0n), 0);
  const day = new Date().toISOString().slice(0, 10);
  const line = { currency: 'USD', token_type: null, service_tier: 'standard' };
  const report = {
    data: [
      {
        starting_at: `${day}T00:00:00Z`,
        results: [
          // Cents, as a decimal string.
          { ...line, amount: (billed / 1e7).toFixed(7), cost_type: 'tokens', model: 'claude-sonnet-4-5-20250929' },
          { ...line, amount: '4', cost_type: 'web_search', model: null },
        ],
      },
    ],
    has_more: false,
  };
  await app.open('#/costs');
  await drop(page, 'cost_report.json', JSON.stringify(report));
  const differences = page.getByRole('region', { name: /^Anthropic, / }).first();
  await expect(differences.getByRole('row')).toHaveCount(2);
  await expect(differences.getByRole('row').last()).toContainText('+$0.04Tools that run at the provider');
  await expect(differences).toContainText('1 day and model agrees to the last digit');
  await drop(page, 'picture.png', '\x89PNG\0');
  await expect(app.trouble).toContainText('This file is neither CSV nor JSON');
  await expect(differences).toBeVisible();
  await page.getByRole('button', { name: 'Forget the bill of Anthropic' }).click();
  await expect(differences).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(differences).toBeVisible();

  // What was compared is kept, and its file with it, until it is told to go.
  await page.reload();
  await expect(differences.getByRole('row').last()).toContainText('+$0.04Tools that run at the provider');
  await page.getByRole('button', { name: 'Read the columns differently' }).click();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(differences.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'Forget the bill of Anthropic' }).click();
  await expect(differences).toBeHidden();
});
