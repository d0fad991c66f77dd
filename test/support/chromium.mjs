// Which Chromium do the tests drive? CHROMIUM_PATH, then the one inside @sparticuz/chromium (Linux x64), which `npm ci`
// brings, then Playwright's own, then a system one. So a bare machine needs no browser and no package manager, and every
// Linux machine drives the same version: a headless shell, which does the same tests with a third less work.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from 'playwright-core';
import { standInForSqlite } from './sqlite-stand-in.mjs';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/**
 * Finds the browser; unpacks the packaged one where it is the first (about 3 s, once a machine).
 *
 * @returns {Promise<{ executablePath: string, args: string[] }>} what Playwright's `launchOptions` takes
 */
export async function findChromium() {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen && existsSync(chosen)) return { executablePath: chosen, args: ARGUMENTS };
  if (process.platform === 'linux' && process.arch === 'x64') return unpack();
  for (const path of [playwright.executablePath(), ...SYSTEM]) {
    if (existsSync(path)) return { executablePath: path, args: ARGUMENTS };
  }
  throw new Error('No Chromium found. Run `npx playwright install chromium`, or set CHROMIUM_PATH.');
}

/** The package unpacks its own nss, nspr and expat on AWS only; and its default arguments would hide CORS and CSP faults. */
async function unpack() {
  const { default: packaged, inflate, setupLambdaEnvironment } = await import('@sparticuz/chromium');
  const libraries = fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium')));
  const folder = `${await inflate(libraries)}/lib`;
  standInForSqlite(folder);
  setupLambdaEnvironment(folder);
  return { executablePath: await packaged.executablePath(), args: [...ARGUMENTS, '--headless=shell'] };
}
