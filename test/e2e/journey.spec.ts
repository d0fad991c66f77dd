import { readFile } from 'node:fs/promises';

import { ledgerOf, spentOf } from './database';
import { Retinue } from './pages';
import { expect, test } from './stage';

/** Two significant digits below a cent, as the screens show it. */
const dollars = (nanoUsd: bigint) => `$${Number((Number(nanoUsd) / 1e9).toPrecision(2))}`;

test.describe('the whole way', () => {
  test('from a pasted key to a finished, priced, exported answer, wiped and brought back', async ({
    page,
    loopback,
  }) => {
    const app = new Retinue(page);
    await app.open();
    expect(loopback.seen, 'nothing leaves before a key is used').toEqual([]);

    await app.connect('api.anthropic.com');
    expect(loopback.seen.every(({ method, path }) => method === 'GET' && path === '/v1/models')).toBe(true);

    await app.hire({ name: 'Ada', model: 'claude-sonnet-4-5' });
    await app.ask('write 60 words');
    await expect(app.lastAnswer).toContainText('(60)');
    await app.settled();

    const billed = loopback.ledger.reduce((sum, line) => sum + (line.nanoUsd ?? 0n), 0n);
    expect(billed).toBeGreaterThan(0n);
    expect(await spentOf(page)).toBe(billed);
    expect((await ledgerOf(page)).map(entry => entry.basis)).toEqual(['priced']);
    await app.open('#/costs');
    await expect(app.main).toContainText(dollars(billed));

    const file = await app.exportWorkspace();
    const text = await readFile(file, 'utf8');
    expect(text).not.toContain('sk-ant-api03');
    await app.hire({ name: 'Bea', model: 'claude-sonnet-4-5' });
    const [saved] = await Promise.all([page.waitForEvent('download'), app.importWorkspace(file, 'replace')]);
    expect(await readFile(await saved.path(), 'utf8'), 'what is replaced is saved first').toContain('Bea');
    await app.open('#/team');
    await expect(app.main).toContainText('Ada');
    await expect(app.main).not.toContainText('Bea');

    await app.eraseEverything();
    await expect(page.getByRole('main')).not.toContainText('Ada');

    await app.importWorkspace(file, 'replace');
    await app.openConversation('write 60 words');
    await expect(app.lastAnswer).toContainText('(60)');
    expect(await spentOf(page)).toBe(billed);
  });
});
