import type { Page } from 'playwright-core';

import { isOver } from '../../src/domain/fold';
import type { RunRow } from '../../src/domain/run';
import type { DraftRow } from '../../src/storage/rows';
import { Retinue } from '../e2e/pages';
import { rowsOf } from '../e2e/database';
import { dataWorker, isDataWorker } from '../support/data-worker';
import { startLoopback, type Loopback } from '../support/loopback/server';
import { journalSince, markNow, runsSince, type Before, type Journal } from './journal';
import { Profile, type Found, type Kill, type Place } from './profile';
import { hearStop, stopChannel, stopWorkerAt, type Stop } from './stop';
import { until } from './until';

/** What the vault of each case is opened with. */
export const passphrase = 'nine careful ledgers by lamplight';
const host = 'api.anthropic.com';

/** The app in a browser that can be killed, with the stand-in for its provider. */
export class Rig {
  readonly loopback: Loopback;
  /** The build it is served from, where a scenario replaces that. */
  folder = '';
  readonly #place: Place;
  readonly #template: Profile;
  #profile: Profile | undefined;
  #page: Page | undefined;
  #before: Before = new Set();

  private constructor(loopback: Loopback, place: Place, template: Profile) {
    this.loopback = loopback;
    this.#place = place;
    this.#template = template;
  }

  /** Prepares a profile with a key behind a passphrase and one agent; cases play on copies of it. */
  static async start(
    address: string,
    seed: number,
    chromium: Found,
    serviceWorkers: Place['serviceWorkers'] = 'block',
  ): Promise<Rig> {
    const loopback = await startLoopback({ seed });
    const place = { chromium, address, loopbackPort: loopback.port, serviceWorkers };
    const template = await Profile.make(place);
    await template.open();
    const page = await template.context.newPage();
    await new Retinue(page).connectAndHire(host, { passphrase });
    await template.close();
    return new Rig(loopback, place, template);
  }

  get page(): Page {
    if (!this.#page) throw new Error('the app is not open');
    return this.#page;
  }

  /** Whether this page is still the one. */
  isAt(page: Page): boolean {
    return this.#page === page;
  }

  get app(): Retinue {
    return new Retinue(this.page);
  }

  get profile(): Profile {
    if (!this.#profile) throw new Error('there is no profile');
    return this.#profile;
  }

  /** Opens the app for a case: unlocked, nothing under way; what comes from now on is the case's. */
  async begin(): Promise<void> {
    this.loopback.reset();
    this.#profile ??= await Profile.make(this.#place, this.#template);
    if (!this.#page) await this.reopen();
    await this.app.open();
    await dataWorker(this.page);
    this.#before = await markNow(this.page);
  }

  queue(...scenes: Parameters<Loopback['queue']> extends [unknown, ...infer Scenes] ? Scenes : never): void {
    this.loopback.queue(host, ...scenes);
  }

  /** Calls of a model that came to the stand-in in this case; what is counted for free is none. */
  get calls(): number {
    return this.loopback.seen.filter(one => one.method === 'POST' && !one.path.endsWith('/count_tokens')).length;
  }

  /** Lets the data worker stop at a write; what is returned waits until it has. */
  async stopAt(stop: Stop): Promise<() => Promise<void>> {
    const { page } = this;
    const channelName = `${stopChannel}:${Math.random()}`;
    const stopped = await hearStop(page, channelName);
    const worker = await dataWorker(page);
    await worker.evaluate(stopWorkerAt, { stop, channelName });
    return () => stopped(`the ${stop.store} ${JSON.stringify(stop.where ?? {})} is reached`);
  }

  /** Opens the app in another tab, which then stands behind the first. */
  async openTab(): Promise<Page> {
    const tab = await this.profile.context.newPage();
    await new Retinue(tab).open();
    await this.page.bringToFront();
    return tab;
  }

  /** Looks on from another tab. */
  goOnIn(tab: Page): void {
    this.#page = tab;
  }

  /** Leaves the app no room on the disk, or gives it back. */
  async fillDisk(full: boolean): Promise<void> {
    const session = await this.profile.context.newCDPSession(this.page);
    const { origin } = new URL(this.#place.address);
    await session.send('Storage.overrideQuotaForOrigin', full ? { origin, quotaSize: 1_000 } : { origin });
    if (!full) await session.detach();
  }

  async kill(how: Kill): Promise<void> {
    await this.profile.kill(this.page, how);
    this.#page = undefined;
  }

  /** Opens what was killed again, and the vault with the passphrase where it is locked. */
  async reopen({ unlock = true }: { unlock?: boolean } = {}): Promise<void> {
    if (!this.profile.isOpen) await this.profile.open();
    this.#page = await this.profile.context.newPage();
    if (unlock) await this.unlock();
    else await this.app.open();
  }

  async unlock(): Promise<void> {
    const { page, app } = this;
    await app.open('#/unlock');
    const open = page.getByRole('heading', { name: 'Nothing is locked' });
    await app.passphraseField.or(open).waitFor();
    if (await open.isVisible()) return;
    await app.unlock(passphrase);
    await app.passphraseField.waitFor({ state: 'detached' });
  }

  /** Closes the app and opens it again; what `hurry` does to its data worker is done before that has opened the database. */
  async reopenWith<Given>(hurry: (given: Given) => void, given: Given): Promise<void> {
    await this.page.close();
    const page = await this.profile.context.newPage();
    this.#page = page;
    page.on('worker', worker => {
      // A page that is gone again needs none.
      if (isDataWorker(worker)) worker.evaluate(hurry as (given: unknown) => void, given).catch(() => {});
    });
    await this.app.open();
    await dataWorker(this.page);
  }

  /** Waits until the runs of this case are where they should be. */
  async settle(ends: (run: RunRow) => boolean = run => isOver(run.status)): Promise<RunRow[]> {
    let runs: RunRow[] = [];
    const settled = until('the runs settle', async () => {
      runs = await runsSince(this.page, this.#before);
      return runs.every(ends) && runs;
    });
    return settled.catch((error: unknown) => {
      throw new Error(`${String(error)}: ${JSON.stringify(runs.map(({ status }) => status))}`);
    });
  }

  /** Waits for the run of what was just given, too: the page sends on its own time, and no run at all is where it should be. */
  async settleGiven(ends?: (run: RunRow) => boolean): Promise<RunRow[]> {
    await until('what was given is a run', async () => (await runsSince(this.page, this.#before)).length > 0);
    return this.settle(ends);
  }

  journal(): Promise<Journal> {
    return journalSince(this.page, this.#before);
  }

  /** Whether the message being written was checkpointed so far. */
  async hasDraft(is: (row: DraftRow) => boolean): Promise<boolean> {
    return (await rowsOf(this.page, 'draft')).some(row => !this.#before.has(row.id) && is(row));
  }

  /** Waits until the composer of Today has kept a text. */
  async keptUnsent(text: string): Promise<void> {
    await until('the composer keeps its text', async () =>
      (await rowsOf(this.page, 'unsent')).some(row => row.id === 'today' && row.body.text === text),
    );
  }

  /** Opens the conversation of this case, if there is one, and says what stands at its end. */
  async screen(): Promise<string> {
    const { page, app } = this;
    const [run] = await runsSince(page, this.#before);
    await app.open(run ? `#/conversation/${run.conversation}` : '#/');
    if (run) await app.transcript.locator('article').first().waitFor();
    const text = (run ? await app.transcript.innerText() : await app.main.innerText()).replaceAll(/\s+/g, ' ').trim();
    return text.length > 90 ? `… ${text.slice(-90)}` : text;
  }

  /** Says why a case failed, and where what the browser showed is kept. */
  async explain(error: unknown): Promise<string> {
    const why = error instanceof Error ? error.message : String(error);
    const folder = await this.#profile?.evidence(why).catch(() => undefined);
    return `${why.split('\n').slice(0, 6).join(' ')}${folder === undefined ? '' : ` (${folder})`}`;
  }

  /** Throws away what a failed case has left. */
  async forget(): Promise<void> {
    this.#page = undefined;
    await this.#profile?.remove().catch(() => {});
    this.#profile = undefined;
  }

  async stop(): Promise<void> {
    await this.forget();
    await this.#template.remove();
    await this.loopback.stop();
  }
}
