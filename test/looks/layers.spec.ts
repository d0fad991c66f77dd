import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import type { Locator, Page } from '@playwright/test';

import { Retinue } from '../e2e/pages';
import { expect, test } from '../e2e/stage';
import { axeViolations, sidewaysOverflow } from '../support/axe';
import { inspect, leftFor, toEnd } from './layer';
import { fill, type Made } from './workspace';

/** Every dialog, sheet and menu: fits, passes axe, takes the focus, keeps it, and gives it back on Escape. */

// For machines that do more than this.
test.setTimeout(420_000);
test.use({ actionTimeout: 30_000 });

const out = resolve(import.meta.dirname, '../../out/looks');

interface Layer {
  name: string;
  /** An address, or what was made to stand on. */
  at: `#/${string}` | keyof Made;
  /** The button or link that opens it, by its name; or a key. */
  open: string | RegExp | { key: string };
  /** Of the menu that opens first. */
  item?: string;
  shows: readonly ['dialog' | 'menu', string | RegExp];
}

const connections = '#/settings/connections';
const ofAnthropic = { at: connections, open: 'What to do with Anthropic' } as const;

const layers: Layer[] = [
  { name: 'palette', at: '#/', open: { key: 'Control+k' }, shows: ['dialog', 'Search or do'] },
  { name: 'help', at: '#/', open: { key: '?' }, shows: ['dialog', 'Keyboard shortcuts'] },
  { name: 'hire', at: '#/team', open: /^Hire/, shows: ['dialog', 'Hire an agent'] },
  { name: 'agent-menu', at: 'agent', open: 'What to do with Ada', shows: ['menu', /Ada/] },
  { name: 'edit-agent', at: 'agent', open: 'Edit', shows: ['dialog', 'Edit Ada'] },
  { name: 'model-picker', at: 'answered', open: /^Model/, shows: ['dialog', /^Choose a model/] },
  { name: 'conversation-menu', at: 'answered', open: 'Conversation menu', shows: ['menu', 'Conversation menu'] },
  { name: 'rename', at: 'answered', open: 'Conversation menu', item: 'Rename', shows: ['dialog', 'Rename'] },
  { name: 'grant', at: 'waiting', open: 'Always like this', shows: ['dialog', /^Let Ada do this/] },
  { name: 'line-menu', at: '#/conversations', open: /^What to do with/, shows: ['menu', /^What to do with/] },
  { name: 'new-file', at: '#/files', open: 'New file', shows: ['dialog', 'New file'] },
  { name: 'plan-menu', at: 'planned', open: /^What to do with “/, shows: ['menu', /^What to do with “/] },
  { name: 'task-budget', at: 'planned', open: 'Set a budget', shows: ['dialog', 'Budget of this task'] },
  { name: 'fork', at: 'run', open: 'Fork', shows: ['dialog', /^Run it again/] },
  { name: 'run-menu', at: 'run', open: 'Save this run', shows: ['menu', 'Save this run'] },
  { name: 'add-key', at: connections, open: 'Add a key', shows: ['dialog', 'Add a key'] },
  { name: 'add-server', at: connections, open: 'Add a server', shows: ['dialog', 'Add a server'] },
  { name: 'connection-menu', ...ofAnthropic, shows: ['menu', /Anthropic/] },
  { name: 'connection', ...ofAnthropic, item: 'Details and tests', shows: ['dialog', 'Anthropic'] },
  { name: 'replace-key', ...ofAnthropic, item: 'Replace the key', shows: ['dialog', 'Replace the key'] },
  { name: 'limits', ...ofAnthropic, item: 'Limits', shows: ['dialog', 'Limits'] },
  { name: 'key-budget', ...ofAnthropic, item: 'Budget', shows: ['dialog', 'Budget of Anthropic'] },
  { name: 'remove', ...ofAnthropic, item: 'Remove', shows: ['dialog', 'Remove Anthropic?'] },
  { name: 'team-budget', at: '#/settings/budgets', open: 'Set a budget', shows: ['dialog', 'Several agents together'] },
  { name: 'erase', at: '#/settings/data', open: 'Erase everything', shows: ['dialog', /^Erase everything/] },
  { name: 'new-workspace', at: '#/settings/data', open: 'New workspace', shows: ['dialog', 'New workspace'] },
  { name: 'prices', at: '#/settings/prices', open: 'Update prices', shows: ['dialog', /^Ask openrouter/] },
  { name: 'formula', at: '#/costs', open: /show how it was computed$/, shows: ['dialog', /^How this cost/] },
  { name: 'what-if', at: '#/costs', open: /^What if/, shows: ['dialog', /./] },
  { name: 'price-again', at: '#/costs', open: /^Price .* again/, shows: ['dialog', /./] },
];

for (const theme of ['light', 'dark'] as const) {
  for (const [width, height] of [
    [320, 640],
    [1_280, 800],
  ] as const) {
    test(`every dialog, sheet and menu, ${theme}, ${width} px wide`, async ({ page, loopback }) => {
      await mkdir(out, { recursive: true });
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
      const app = new Retinue(page);
      const made = await fill(app, page, loopback);
      for (const layer of layers) {
        await test.step(layer.name, async () => {
          await app.open(layer.at in made ? made[layer.at as keyof Made] : layer.at);
          const opener = await open(app, layer);
          const shown = page.getByRole(layer.shows[0], { name: layer.shows[1] });
          await shown.waitFor();
          await look(page, shown, `${layer.name}-${width}-${theme}`);
          if (layer.shows[0] === 'dialog')
            expect.soft(await leftFor(page, shown), `${layer.name}: where the focus got out`).toBe('');
          await page.keyboard.press('Escape');
          await shown.waitFor({ state: 'hidden' });
          if (opener) await expect.soft(opener, `${layer.name}: the focus came back`).toBeFocused();
        });
      }
    });
  }
}

/** Opens it by keyboard; what it was opened from. */
async function open({ main, page }: Retinue, { open: by, item }: Layer): Promise<Locator | undefined> {
  if (typeof by === 'object' && 'key' in by) {
    await page.keyboard.press(by.key);
    return undefined;
  }
  const exact = typeof by === 'string';
  const opener = main
    .getByRole('button', { name: by, exact })
    .or(main.getByRole('link', { name: by, exact }))
    .first();
  await opener.press('Enter', { timeout: 15_000 });
  if (item !== undefined) await page.getByRole('menuitem', { name: item }).press('Enter');
  return opener;
}

async function look(page: Page, shown: Locator, name: string): Promise<void> {
  await page.screenshot({ path: join(out, `layer-${name}.png`) });
  expect.soft(await shown.evaluate(inspect), name).toEqual([]);
  expect.soft(await axeViolations(page), `axe: ${name}`).toEqual([]);
  expect.soft(await sidewaysOverflow(page), `${name} scrolls sideways`).toBe(0);
  if (await shown.evaluate(toEnd)) await page.screenshot({ path: join(out, `layer-${name}-end.png`) });
}
