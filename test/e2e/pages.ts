import { expect, type Locator, type Page } from '@playwright/test';
import { keyFor, type HostName } from '../support/loopback/hosts';

/** The app as a person meets it: by role and name. The only file of the end-to-end tests that knows what a control is called. */

/** The first model of each host's list. */
export const modelOf: Readonly<Record<HostName, string>> = {
  'api.anthropic.com': 'claude-sonnet-4-5',
  'api.openai.com': 'gpt-5-mini',
  'openrouter.ai': 'openai/gpt-5-mini',
  'generativelanguage.googleapis.com': 'gemini-3-flash-preview',
  'custom.example': 'house-model',
};

type ChosenFile = string | { name: string; mimeType: string; buffer: Buffer };

export class Retinue {
  readonly page: Page;
  /** What the screen shows, without the frame around it. */
  readonly main: Locator;
  /** The messages alone. */
  readonly transcript: Locator;
  /** The messages with what stands around them. */
  readonly conversation: Locator;
  readonly composer: Locator;
  readonly answers: Locator;
  readonly lastAnswer: Locator;
  readonly stopButton: Locator;
  readonly passphraseField: Locator;
  /** What went wrong, told once. */
  readonly trouble: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
    this.conversation = this.main;
    this.transcript = page.getByRole('log', { name: 'Messages' });
    this.composer = page.getByRole('textbox', { name: /^Message to / });
    this.answers = this.transcript.locator('article:not([aria-label="You"])');
    this.lastAnswer = this.answers.last();
    this.stopButton = page.getByRole('button', { name: /^Stop/ });
    this.trouble = page.getByRole('alert');
    this.passphraseField = page.getByRole('textbox', { name: 'Passphrase', exact: true });
  }

  /** Goes to a screen and waits until it stands. */
  async open(hash = '#/'): Promise<void> {
    await this.page.goto(`/${hash}`);
    await this.ready();
  }

  /** Waits until the doors are open and a screen with its heading stands. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => performance.getEntriesByName('retinue-ready').length > 0);
    await this.page
      .getByRole('heading', { level: 1 })
      .filter({ hasNotText: /^(Opening the workspace|Opening this screen)$/ })
      .first()
      .waitFor();
  }

  /** Does something by its name, through the palette. */
  async act(words: string): Promise<void> {
    await this.page.keyboard.press('Control+k');
    await this.page.getByRole('combobox', { name: 'Search or do' }).fill(words);
    await this.page.getByRole('option', { name: new RegExp(`^${words}`) }).click();
  }

  /** Pastes a key on the welcome screen and asks for the free test. */
  async pasteKey(secret: string): Promise<void> {
    await this.open('#/welcome');
    await this.page.getByRole('textbox', { name: 'API key' }).fill(secret);
    const test = this.page.getByRole('button', { name: 'Test the key' });
    if (await test.isVisible()) await test.click();
  }

  /** Connects with a good key; with `passphrase` the vault is made too, and the recovery code returned if asked for. */
  async connect(host: HostName, keep: { passphrase?: string; recovery?: boolean } = {}): Promise<string> {
    await this.pasteKey(keyFor(host));
    await this.page.getByText('Answers from this page').waitFor();
    return keep.passphrase === undefined ? '' : this.keepKey(keep.passphrase, keep.recovery ?? false);
  }

  async keepKey(passphrase: string, recovery: boolean): Promise<string> {
    await this.passphraseField.fill(passphrase);
    await this.page.getByRole('checkbox', { name: 'Also make a recovery code' }).setChecked(recovery, { force: true });
    await this.page.getByRole('button', { name: 'Keep the key and pick a team' }).click();
    const code = recovery ? await this.confirmRecoveryCode() : '';
    await this.page.getByRole('heading', { name: 'Pick a team' }).waitFor();
    return code;
  }

  /** Connects a compatible server. With an open vault the passphrase is asked for again. */
  async connectCustom(baseUrl: string, options: { secret?: string; stepUp?: string } = {}): Promise<void> {
    await this.open('#/welcome');
    await this.page.getByRole('button', { name: 'Use a server of your own instead' }).click();
    await this.page.getByRole('textbox', { name: 'Base URL' }).fill(baseUrl);
    await this.page
      .getByRole('textbox', { name: 'Key, if it needs one' })
      .fill(options.secret ?? keyFor('custom.example'));
    if (options.stepUp !== undefined) await this.passphraseField.fill(options.stepUp);
    await this.page.getByRole('button', { name: 'Add the server' }).click();
  }

  /**
   * Hires on a model of the live list, or on one that is typed although no list holds it; without a key there is none,
   * and it is chosen later.
   */
  async hire(options: { name?: string; model?: string; typed?: boolean }): Promise<void> {
    await this.open('#/team/hire');
    const sheet = this.page.getByRole('dialog', { name: 'Hire an agent' });
    const name = options.name ?? 'Ada';
    await sheet.getByRole('textbox', { name: 'Name', exact: true }).fill(name);
    if (options.model !== undefined) {
      await sheet.getByRole('combobox', { name: 'Another model' }).fill(options.model);
      if (options.typed) await this.page.keyboard.press('Tab');
      else await sheet.getByRole('option', { name: options.model }).first().click();
    }
    await sheet.getByRole('button', { name: `Hire ${name}` }).click();
    await sheet.waitFor({ state: 'hidden' });
  }

  async connectAndHire(host: HostName, keep: { passphrase?: string; recovery?: boolean } = {}): Promise<string> {
    const code = await this.connect(host, keep);
    await this.hire({ model: modelOf[host] });
    return code;
  }

  /** An agent's page, at one of its tabs. */
  async openAgent(name: string, tab: string): Promise<void> {
    await this.open('#/team');
    await this.main.getByRole('link', { name }).first().click();
    await this.page.getByRole('tab', { name: new RegExp(`^${tab}`) }).click();
  }

  /** Sends from wherever one can write: the open conversation, else Today. */
  async ask(text: string, agent?: string): Promise<void> {
    if (!this.page.url().includes('#/conversation/')) {
      await this.open();
      if (agent !== undefined) await this.page.getByRole('combobox', { name: 'Agent' }).selectOption(agent);
      await this.page.getByRole('textbox', { name: 'New task' }).fill(text);
      await this.page.getByRole('button', { name: 'Give the task' }).click();
      await this.page.waitForURL(/#\/conversation\//);
      return;
    }
    await this.composer.fill(text);
    await this.send();
  }

  /** Sends what the composer of the open conversation holds; returns once the transcript shows it. */
  async send(): Promise<void> {
    const messages = this.transcript.getByRole('article', { name: 'You' });
    const last = await messages.last().getAttribute('data-turn');
    await this.composer.press('Enter');
    await expect(messages.last()).not.toHaveAttribute('data-turn', last ?? '');
  }

  /** Waits until no run of this conversation goes on. */
  async settled(): Promise<void> {
    await this.composer.waitFor();
    await this.page.locator('article[data-live]').waitFor({ state: 'detached' });
    await this.stopButton.waitFor({ state: 'detached' });
  }

  async retry(): Promise<void> {
    await this.lastAnswer.getByRole('button', { name: 'Try again' }).click();
  }

  async editLastMessage(text: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Edit message' }).last().click();
    await this.page.getByRole('textbox', { name: 'Edit message' }).fill(text);
    await this.page.getByRole('article', { name: 'You' }).last().getByRole('button', { name: 'Send' }).click();
  }

  async showEarlierVersion(): Promise<void> {
    await this.page.getByRole('button', { name: 'Previous version' }).last().click();
  }

  async switchModel(model: string): Promise<void> {
    await this.page.getByRole('button', { name: /^Model/ }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Choose a model for this conversation' });
    await dialog.getByRole('textbox', { name: 'Find or type a model id' }).fill(model);
    await dialog.getByRole('radio', { name: model }).first().click({ force: true });
    await dialog.waitFor({ state: 'hidden' });
  }

  async openConversation(title: string): Promise<void> {
    await this.open('#/conversations');
    await this.main.getByRole('link', { name: title }).first().click();
    await this.page.waitForURL(/#\/conversation\//);
  }

  async startDemo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try without a key' }).click();
    await this.page.waitForURL(/#\/team$/);
    await this.main.getByText('Maren').first().waitFor();
  }

  async askDemo(): Promise<void> {
    await this.ask('Our three invoices are 1,280.50, 946.20 and 2,310.00. What do they add up to with 20 % tax?');
    await this.answers.first().waitFor();
    await this.settled();
  }

  async lock(kind: 'screen' | 'keys'): Promise<void> {
    await this.act(kind === 'screen' ? 'Lock the screen' : 'Lock the keys and stop');
  }

  async unlock(passphrase: string): Promise<void> {
    if (!(await this.passphraseField.isVisible())) await this.page.goto('/#/unlock');
    await this.passphraseField.fill(passphrase);
    await this.page.getByRole('button', { name: 'Unlock', exact: true }).click();
  }

  async recover(code: string, passphrase: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Recovery code' }).click();
    await this.page.getByRole('textbox', { name: 'Recovery code' }).fill(code);
    await this.page.getByRole('textbox', { name: 'New passphrase' }).fill(passphrase);
    await this.page.getByRole('button', { name: 'Open and set the passphrase' }).click();
  }

  /** Reads the code off the screen and types the groups that are asked back. */
  private async confirmRecoveryCode(): Promise<string> {
    const asked = this.page.getByRole('textbox', { name: /type groups/ });
    await asked.waitFor();
    // Nothing that is done by accident takes the code away.
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Escape');
    await this.page.mouse.click(2, 2);
    await asked.waitFor();
    const groups = await this.page.getByRole('dialog').getByRole('listitem').allTextContents();
    const question = await asked.evaluate((field: HTMLInputElement) => field.labels?.[0]?.textContent);
    const numbers = [...(question ?? '').matchAll(/\d+/g)].map(([digits]) => Number(digits));
    await asked.fill(numbers.map(number => groups[number - 1] ?? '').join(' '));
    await this.page.getByRole('button', { name: 'I have it' }).click();
    return groups.join('-');
  }

  async changePassphrase(old: string, next: string): Promise<void> {
    await this.open('#/settings/vault');
    await this.page.getByRole('textbox', { name: 'Current passphrase' }).fill(old);
    await this.page.getByRole('textbox', { name: 'New passphrase' }).fill(next);
    await this.page.getByRole('button', { name: 'Change the passphrase' }).click();
    await this.page.getByText('The passphrase was changed.').waitFor();
  }

  /** Saves the workspace; returns where the file lies. */
  async exportWorkspace(): Promise<string> {
    await this.open('#/settings/data');
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('button', { name: 'Save as a file' }).click(),
    ]);
    return download.path();
  }

  async chooseFile(file: ChosenFile): Promise<void> {
    await this.page.getByLabel('Choose a file').first().setInputFiles(file);
  }

  async importWorkspace(file: ChosenFile, how: 'merge' | 'replace' | 'new'): Promise<void> {
    await this.open('#/settings/data');
    await this.chooseFile(file);
    const ways = { merge: 'Merge', replace: 'Replace', new: 'Open as a new workspace' };
    await this.page.getByRole('radio', { name: ways[how] }).check({ force: true });
    const take = this.page.getByRole('button', { name: 'Import' });
    if (how === 'merge') {
      await take.click();
      await take.waitFor({ state: 'hidden' });
      const told = this.page.getByText(/rows? imported|Nothing to import/).first();
      return told.waitFor();
    }
    // Another workspace is open now: the page loads anew.
    await Promise.all([this.page.waitForEvent('load'), take.click()]);
    await this.ready();
  }

  /** Empties this device and waits for the fresh start. */
  async eraseEverything(): Promise<void> {
    await this.open('#/settings/data');
    await this.page.getByRole('button', { name: 'Erase everything' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Erase everything on this device' });
    await dialog.getByRole('textbox').fill('erase');
    await Promise.all([
      this.page.waitForEvent('load'),
      dialog.getByRole('button', { name: 'Erase everything' }).click(),
    ]);
    await this.ready();
  }

  async setLanguage(language: 'en' | 'pseudo'): Promise<void> {
    await this.open('#/settings/appearance');
    await this.page.getByRole('combobox', { name: 'Language' }).selectOption(language);
    await this.page.locator(language === 'pseudo' ? 'html[dir=rtl]' : 'html[dir=ltr]').waitFor();
  }
}
