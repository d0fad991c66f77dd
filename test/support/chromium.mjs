// Which Chromium do the tests drive? CHROMIUM_PATH, then a system one, then Playwright's own, then the one inside
// @sparticuz/chromium (Linux x64), which `npm ci` brings: so a bare machine needs no browser and no package manager.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium as playwright } from 'playwright-core';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];

/**
 * Finds the browser; unpacks the packaged one when there is no other (about 3 s, once a machine).
 * NO_SYSTEM_CHROMIUM=1 skips the system's, to prove that the packaged one is enough.
 *
 * @returns {Promise<{ executablePath: string, args: string[] }>} what Playwright's `launchOptions` takes
 */
export async function findChromium() {
  const system = process.env.NO_SYSTEM_CHROMIUM ? [] : SYSTEM;
  for (const path of [process.env.CHROMIUM_PATH, ...system]) {
    if (path && existsSync(path)) return { executablePath: path, args: ARGUMENTS };
  }
  const downloaded = playwright.executablePath();
  if (existsSync(downloaded)) return { executablePath: downloaded, args: ARGUMENTS };
  if (process.platform === 'linux' && process.arch === 'x64') return unpack();
  throw new Error('No Chromium found. Run `npx playwright install chromium`, or set CHROMIUM_PATH.');
}

/** The package unpacks its own nss, nspr and expat on AWS only; and its default arguments would hide CORS and CSP faults. */
async function unpack() {
  const { default: packaged, inflate, setupLambdaEnvironment } = await import('@sparticuz/chromium');
  const libraries = fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium')));
  setupLambdaEnvironment(`${await inflate(libraries)}/lib`);
  return { executablePath: await packaged.executablePath(), args: [...ARGUMENTS, '--headless=shell'] };
}
