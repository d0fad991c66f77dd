import { AppError } from '../../domain/error';
import { shortestPassphrase } from '../../domain/passphrase';
import type { KeyId, Now, VaultStatus } from '../../domain/ports';
import { isKnownOrigin } from './address';
import { guardedTry } from './device';
import { checkHeader, newHeader, withWrap, wrapOf, type Bytes, type Header, type Wrap } from './header';
import { calibrate, keysFromPassphrase, keysFromSecret, newKdf, type HolderKeys } from './kdf';
import { sealKey, type KeyContent, type KeyRecord } from './keys';
import { signOrigins, verifiedOrigins, type SignedOrigins } from './signed-origins';
import { formatRecoveryCode, newRecoverySecret, parseRecoveryCode } from './recovery';
import { strictly, type Store } from './store';
import { newRootKeys, openDek, openPolicy, openRootKeys, wrapRootKeys, type RootKeys } from './wrap';

/** Keys that live in memory only. */
type SessionKeys = ReadonlyMap<KeyId, KeyContent>;

/** What the vault is given: storage, the clock, and one writer at a time over all tabs. */
interface VaultPorts {
  store: Store;
  now: Now;
  exclusive<Result>(work: () => Promise<Result>): Promise<Result>;
  /** How many PBKDF2 iterations a new passphrase gets. */
  calibrate?: () => Promise<number>;
}

/** Opens and closes: holds the data key while the vault is open, and nothing else that is secret. */
export class Vault {
  readonly #ports: VaultPorts;
  #header: Header | undefined;
  #dek: CryptoKey | undefined;

  constructor(ports: VaultPorts) {
    this.#ports = ports;
  }

  /** The data key while the vault is open. */
  get dek(): CryptoKey | undefined {
    return this.#dek;
  }

  status(sessionKeys: number): Pick<VaultStatus, 'state' | 'recovery'> {
    const recovery = this.#header !== undefined && wrapOf(this.#header, 'recovery') !== undefined;
    if (this.#dek) return { state: 'open', recovery };
    if (this.#header) return { state: 'locked', recovery };
    return { state: sessionKeys > 0 ? 'session' : 'absent', recovery };
  }

  /** Looks at the stored header again: another tab may have made, changed or erased the vault. */
  async refresh(): Promise<void> {
    this.#header = await this.#ports.store.get('header', 'current');
    if (!this.#header) this.#dek = undefined;
  }

  /** Makes the vault and moves `session` into it. Throws `vault-locked` where one exists. */
  create(passphrase: string, recovery: boolean, session: SessionKeys): Promise<{ recoveryCode?: string }> {
    checkPassphrase(passphrase);
    return this.#ports.exclusive(async () => {
      await this.refresh();
      if (this.#header) throw new AppError('vault-locked');
      const root = await newRootKeys();
      const bare = newHeader(crypto.randomUUID(), await this.#newKdf(), root.pub);
      const holder = await keysFromPassphrase(passphrase, bare.kdf);
      let header = withWrap(bare, await wrapRootKeys(root, holder, bare, 'passphrase'));
      const secret = recovery ? newRecoverySecret() : undefined;
      if (secret) header = await withRecovery(header, root, secret);
      await this.#store(header, await sealAll(session, root, header, []));
      await this.#open(header, 'passphrase', holder);
      return secret ? { recoveryCode: formatRecoveryCode(secret) } : {};
    });
  }

  /** Throws `wrong-passphrase`, `wait-before-retry`, `no-vault`, `vault-damaged`. Keys kept in memory move in. */
  unlock(passphrase: string, session: SessionKeys): Promise<void> {
    return this.#try(async header => {
      const holder = await this.#openCurrentOrPrevious(header, passphrase);
      if (session.size === 0 || !this.#header) return;
      await this.#moveIn(session, await openRootKeys(theWrap(this.#header, 'passphrase'), holder, this.#header));
    });
  }

  /** Opens with the recovery code and sets a new passphrase. Throws as `unlock`. Keys kept in memory move in. */
  recover(code: string, passphrase: string, session: SessionKeys): Promise<void> {
    checkPassphrase(passphrase);
    return this.#try(async header => {
      const holder = await keysFromSecret(parseRecoveryCode(code), header.id);
      const root = await openRootKeys(theWrap(header, 'recovery'), holder, header);
      await this.#setPassphrase(header, root, passphrase);
      if (session.size > 0) await this.#moveIn(session, root);
    });
  }

  changePassphrase(old: string, next: string): Promise<void> {
    checkPassphrase(next);
    return this.#try(async header => {
      const holder = await keysFromPassphrase(old, header.kdf);
      await this.#setPassphrase(header, await openRootKeys(theWrap(header, 'passphrase'), holder, header), next);
    });
  }

  addRecovery(passphrase: string): Promise<string> {
    return this.#try(async header => {
      const holder = await keysFromPassphrase(passphrase, header.kdf);
      const root = await openRootKeys(theWrap(header, 'passphrase'), holder, header);
      const secret = newRecoverySecret();
      await this.#rewrite(
        await withRecovery(header, root, secret),
        'recovery',
        await keysFromSecret(secret, header.id),
      );
      return formatRecoveryCode(secret);
    });
  }

  /** Proves the passphrase again and lends the signing key to `work`. Throws as `unlock`. */
  stepUp<Result>(passphrase: string, work: (policy: CryptoKey, header: Header) => Promise<Result>): Promise<Result> {
    return this.#try(async header => {
      const holder = await keysFromPassphrase(passphrase, header.kdf);
      return work(await openPolicy(theWrap(header, 'passphrase'), holder, header), header);
    });
  }

  /** The signed origins. Throws `vault-damaged` when the stored list is not what was signed. */
  async signedOrigins(): Promise<readonly string[]> {
    if (!this.#header) return [];
    return verifiedOrigins(this.#header, await this.#ports.store.get('origins', 'signed'));
  }

  /** Forgets the data key. */
  lock(): void {
    this.#dek = undefined;
  }

  /** A header is read and checked, and one try counted, with no other tab writing meanwhile. */
  #try<Result>(work: (header: Header) => Promise<Result>): Promise<Result> {
    return this.#ports.exclusive(async () => {
      await this.refresh();
      if (!this.#header) throw new AppError('no-vault');
      const header = checkHeader(this.#header);
      return guardedTry(this.#ports.store, this.#ports.now, () => work(header));
    });
  }

  /** A rewrite that was cut short leaves the previous header beside the current one: either passphrase opens. */
  async #openCurrentOrPrevious(current: Header, passphrase: string): Promise<HolderKeys> {
    const previous = await this.#ports.store.get('header', 'previous');
    const holder = await keysFromPassphrase(passphrase, current.kdf);
    try {
      await this.#open(current, 'passphrase', holder);
      if (previous) await this.#keepOnly(current);
      return holder;
    } catch (error) {
      if (!previous) throw error;
      const older = await keysFromPassphrase(passphrase, checkHeader(previous).kdf);
      await this.#open(previous, 'passphrase', older);
      await this.#keepOnly(previous);
      return older;
    }
  }

  #keepOnly(header: Header): Promise<void> {
    return strictly(this.#ports.store, ['header'], async transaction => {
      await transaction.objectStore('header').put(header, 'current');
      await transaction.objectStore('header').delete('previous');
    });
  }

  async #setPassphrase(header: Header, root: RootKeys, passphrase: string): Promise<void> {
    const kdf = await this.#newKdf();
    const holder = await keysFromPassphrase(passphrase, kdf);
    const wrap = await wrapRootKeys(root, holder, { ...header, kdf }, 'passphrase');
    await this.#rewrite(withWrap(header, wrap, kdf), 'passphrase', holder);
  }

  /** Writes a new header; the old one stays beside it until the new one has been read back and has opened. */
  async #rewrite(next: Header, kind: Wrap['kind'], holder: HolderKeys): Promise<void> {
    const { store } = this.#ports;
    await strictly(store, ['header'], async transaction => {
      const headers = transaction.objectStore('header');
      const old = await headers.get('current');
      if (old) await headers.put(old, 'previous');
      await headers.put(next, 'current');
    });
    const stored = await store.get('header', 'current');
    await this.#open(checkHeader(stored ?? next), kind, holder);
    await this.#keepOnly(next);
  }

  async #open(header: Header, kind: Wrap['kind'], holder: HolderKeys): Promise<void> {
    this.#dek = await openDek(theWrap(header, kind), holder, header);
    this.#header = header;
  }

  async #moveIn(session: SessionKeys, root: RootKeys): Promise<void> {
    if (!this.#header) return;
    const signed = await verifiedOrigins(this.#header, await this.#ports.store.get('origins', 'signed'));
    await this.#store(this.#header, await sealAll(session, root, this.#header, signed));
  }

  #store(header: Header, { records, signed }: { records: KeyRecord[]; signed: SignedOrigins }): Promise<void> {
    return strictly(this.#ports.store, ['header', 'keys', 'origins'], async transaction => {
      await transaction.objectStore('header').put(header, 'current');
      await transaction.objectStore('origins').put(signed, 'signed');
      for (const record of records) await transaction.objectStore('keys').put(record);
    });
  }

  async #newKdf() {
    return newKdf(await (this.#ports.calibrate ?? calibrate)());
  }
}

function checkPassphrase(passphrase: string): void {
  if (Array.from(passphrase.normalize('NFKC')).length < shortestPassphrase) {
    throw new AppError('passphrase-too-short', { parameters: { least: shortestPassphrase } });
  }
}

function theWrap(header: Header, kind: Wrap['kind']): Wrap {
  const wrap = wrapOf(header, kind);
  if (!wrap) throw new AppError('wrong-passphrase');
  return wrap;
}

async function withRecovery(header: Header, root: RootKeys, secret: Bytes): Promise<Header> {
  const holder = await keysFromSecret(secret, header.id);
  return withWrap(header, await wrapRootKeys(root, holder, header, 'recovery'));
}

async function sealAll(session: SessionKeys, root: RootKeys, header: Header, signed: readonly string[]) {
  const records = await Promise.all(Array.from(session, ([id, content]) => sealKey(root.dek, id, content)));
  const custom = Array.from(session.values(), ({ origin }) => origin).filter(origin => !isKnownOrigin(origin));
  return { records, signed: await signOrigins(root.policy, header.id, [...signed, ...custom]) };
}
