import { defineConfig } from '@playwright/test';
import e2e from '../e2e/playwright.config';

/** The main flows against a mock that nobody here wrote. Not part of `npm test`. */
export default defineConfig(e2e, {
  testDir: '.',
  outputDir: '../../out/aimock',
  workers: 1,
  reporter: [['list'], ['json', { outputFile: '../../out/results/aimock.json' }]],
});
