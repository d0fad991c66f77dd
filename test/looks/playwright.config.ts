import { defineConfig } from '@playwright/test';
import e2e from '../e2e/playwright.config';

/** Every screen in every theme and width, with axe, and a picture of each in out/looks/. Long; not part of `npm test`. */
export default defineConfig(e2e, {
  testDir: '.',
  outputDir: '../../out/looks/failures',
  timeout: 180_000,
  reporter: [['list'], ['json', { outputFile: '../../out/results/looks.json' }]],
});
