import { AppError } from '../../domain/error';
import { newId } from '../../domain/id';
import type { KeyCaps, KeyId, KeyInfo, NewKey, Now } from '../../domain/ports';
import { checkOrigin, checkPaths, isKnownOrigin } from './address';
import { areLooser, checkCaps, defaultCaps } from './caps';
import { keyInfo, openKey, sealKey, type KeyContent } from './keys';
import { signOrigins } from './signed-origins';
import { checkKeyHeader } from './request-headers';
import { strictly, type Store } from './store';
import type { Vault } from './vault';

/** Administration keys can create keys and read bills: never needed to answer, so never taken. */
const adminKey = /^sk-(ant-)?admin/;

/** The keys: sealed in the database once a vault exists, before that in memory only. */
export class KeyRing {
  readonly session = new Map<KeyId, KeyContent>();
  readonly #store: Store;
  readonly #vault: Vault;
  readonly #now: Now;

  constructor(store: Store, vault: Vault, now: Now) {
    this.#store = store;
    this.#vault = vault;
    this.#now = now;
  }

  /**
   * Keeps a key. Once a vault exists, an origin that is neither known nor signed, and caps looser than the defaults and than
   * those of every key for this origin, need the passphrase. Throws `origin-not-allowed`, `address-refused`,
   * `header-refused`, `wrong-key`, `admin-key`, `vault-locked`, and what the step-up throws.
   */
  async add(key: NewKey, stepUp?: { passphrase: string }): Promise<KeyInfo> {
    const content = this.#content(key);
    const id = newId<'key'>(this.#now(), size => crypto.getRandomValues(new Uint8Array(size)));
    if (this.#vault.status(0).state === 'absent') {
      this.session.set(id, content);
      return keyInfo(id, content);
    }
    const dek = this.#openDek();
    const foreign = !isKnownOrigin(content.origin) && !(await this.#vault.signedOrigins()).includes(content.origin);
    if (foreign && !stepUp) {
      throw new AppError('origin-not-allowed', { parameters: { origin: content.origin } });
    }
    if (stepUp) {
      await this.#vault.stepUp(stepUp.passphrase, async (policy, header) => {
        if (!foreign) return;
        const list = await signOrigins(policy, header.id, [...(await this.#vault.signedOrigins()), content.origin]);
        await strictly(this.#store, ['origins'], transaction => transaction.objectStore('origins').put(list, 'signed'));
      });
    } else if (areLooser(content.caps, defaultCaps(content.origin)) && !(await this.#isAllowed(content))) {
      throw new AppError('wrong-passphrase');
    }
    await this.#put(dek, id, content);
    return keyInfo(id, content);
  }

  /** Throws `no-key`, and what the step-up throws. Keys in memory have no passphrase to prove. */
  async setCaps(id: KeyId, wanted: KeyCaps, stepUp: { passphrase: string }): Promise<void> {
    const caps = checkCaps(wanted);
    const content = await this.find(id);
    if (this.session.has(id)) {
      this.session.set(id, { ...content, caps });
      return;
    }
    await this.#vault.stepUp(stepUp.passphrase, async () => {});
    await this.#put(this.#openDek(), id, { ...content, caps });
  }

  async forget(id: KeyId): Promise<void> {
    this.session.delete(id);
    await strictly(this.#store, ['keys'], transaction => transaction.objectStore('keys').delete(id));
  }

  /** Throws `vault-locked`: what a key is for is sealed with it. */
  async list(): Promise<KeyInfo[]> {
    const { state } = this.#vault.status(this.session.size);
    const inMemory = Array.from(this.session, ([id, content]) => keyInfo(id, content));
    if (state === 'absent' || state === 'session') return inMemory;
    const dek = this.#openDek();
    const records = await this.#store.getAll('keys');
    const sealed = await Promise.all(records.map(async record => keyInfo(record.id, await openKey(dek, record))));
    return [...sealed, ...inMemory];
  }

  /**
   * The key itself, for one call. Throws `no-key`, `vault-locked`, `vault-damaged`, and `origin-not-allowed` for an
   * origin that is neither known nor signed.
   */
  async find(id: KeyId): Promise<KeyContent> {
    const inMemory = this.session.get(id);
    if (inMemory) return inMemory;
    if (this.#vault.status(0).state === 'absent') throw new AppError('no-key');
    const dek = this.#openDek();
    const record = await this.#store.get('keys', id);
    if (!record) throw new AppError('no-key');
    const content = await openKey(dek, record);
    if (!isKnownOrigin(content.origin) && !(await this.#vault.signedOrigins()).includes(content.origin)) {
      throw new AppError('origin-not-allowed', { parameters: { origin: content.origin } });
    }
    return content;
  }

  /** Whether a key for the same address may do as much: one that takes its place needs no new leave. */
  async #isAllowed({ origin, caps }: KeyContent): Promise<boolean> {
    return (await this.list()).some(known => known.origin === origin && !areLooser(caps, known.caps));
  }

  #content({ origin, header, prefix, secret, paths, caps }: NewKey): KeyContent {
    checkKeyHeader({ header, prefix, secret });
    if (adminKey.test(secret)) throw new AppError('admin-key');
    checkOrigin(origin);
    return {
      origin,
      header,
      prefix,
      secret,
      paths: [...checkPaths(paths)],
      caps: caps ? checkCaps(caps) : defaultCaps(origin),
      addedAt: this.#now(),
    };
  }

  async #put(dek: CryptoKey, id: KeyId, content: KeyContent): Promise<void> {
    const record = await sealKey(dek, id, content);
    await strictly(this.#store, ['keys'], transaction => transaction.objectStore('keys').put(record));
  }

  #openDek(): CryptoKey {
    if (!this.#vault.dek) throw new AppError('vault-locked');
    return this.#vault.dek;
  }
}
