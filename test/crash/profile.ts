import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright-core';

import type { findChromium } from '../support/chromium.mjs';
import { chromiumArguments } from '../support/loopback/server';
import { keepEvidence, listen } from './evidence';
import { until } from './until';

/** How a run is torn off. */
export type Kill = 'tab closed' | 'renderer crashed' | 'browser killed';
export const kills: readonly Kill[] = ['tab closed', 'renderer crashed', 'browser killed'];

/** The browser, as the look-up found it. */
export type Found = Awaited<ReturnType<typeof findChromium>>;

/** The browser, and where it finds the app and the stand-in. */
export interface Place {
  chromium: Found;
  address: string;
  loopbackPort: number;
  serviceWorkers: 'block' | 'allow';
}

/** A Chromium with its profile on disk: what it wrote is there again after it was killed. */
export class Profile {
  readonly folder: string;
  readonly #place: Place;
  #context: BrowserContext | undefined;
  #said: readonly string[] = [];

  private constructor(folder: string, place: Place) {
    this.folder = folder;
    this.#place = place;
  }

  /** A fresh profile, or a copy of one that is not open. */
  static async make(place: Place, like?: Profile): Promise<Profile> {
    const folder = await mkdtemp(join(tmpdir(), 'retinue-crash-'));
    if (like) await cp(like.folder, folder, { recursive: true });
    return new Profile(folder, place);
  }

  get context(): BrowserContext {
    if (!this.#context) throw new Error('the browser is not open');
    return this.#context;
  }

  get isOpen(): boolean {
    return this.#context !== undefined;
  }

  /** Opens the browser. One empty tab stays, so that closing the app's does not end it. */
  async open(): Promise<void> {
    const { address, loopbackPort, serviceWorkers, chromium: found } = this.#place;
    this.#context = await chromium.launchPersistentContext(this.folder, {
      executablePath: found.executablePath,
      args: [...found.args, ...chromiumArguments(loopbackPort)],
      baseURL: address,
      serviceWorkers,
      viewport: { width: 1280, height: 800 },
    });
    this.#context.setDefaultTimeout(60_000);
    this.#said = listen(this.#context);
  }

  /** Keeps what this browser shows and holds; returns where, and nothing where none is open. */
  async evidence(why: string): Promise<string | undefined> {
    return this.#context && keepEvidence(this.#context, this.#said, why);
  }

  async close(): Promise<void> {
    await this.#context?.close();
    this.#context = undefined;
  }

  async remove(): Promise<void> {
    await this.close();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Ends the app's page without letting it say good-bye. */
  async kill(page: Page, how: Kill): Promise<void> {
    switch (how) {
      case 'tab closed':
        return page.close();
      case 'renderer crashed':
        return crash(page);
      case 'browser killed':
        return this.#killBrowser();
    }
  }

  async #killBrowser(): Promise<void> {
    const { context } = this;
    const pid = await browserPid(context);
    const gone = new Promise<void>(resolve => context.once('close', () => resolve()));
    process.kill(pid, 'SIGKILL');
    await gone;
    this.#context = undefined;
    await until('the browser is gone', () => !isAlive(pid));
  }
}

async function crash(page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  const session = await page.context().newCDPSession(page);
  // Never answered.
  session.send('Page.crash').catch(() => {});
  await crashed;
  await page.close();
}

async function browserPid(context: BrowserContext): Promise<number> {
  const session = await context.browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (pid === undefined) throw new Error('the browser does not say which process it is');
  return pid;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
