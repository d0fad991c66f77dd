import engineUrl from './engine.worker.ts?worker&url';
import vaultUrl from './vault/inside/vault.worker.ts?worker&url';

/**
 * The scripts this page may start, and the only Trusted Types policy: no other file may make a script URL, and this
 * one makes exactly these.
 */
const scripts = { engine: engineUrl, vault: vaultUrl, service: './sw.js' };
const here = (url: string) => new URL(url, document.baseURI).href;
/** Parses as no URL: asking for it shows which options a constructor reads, and starts nothing. */
const nowhere = 'https://';

const policy = globalThis.trustedTypes?.createPolicy('retinue', {
  createScriptURL(url) {
    if (url === nowhere || Object.values(scripts).some(script => here(script) === url)) return url;
    throw new TypeError(`${url} is not a script of this app`);
  },
});
/** The URL of a script, as a constructor takes it. */
const trusted = (script: string) => {
  const url = script === nowhere ? nowhere : here(script);
  return policy?.createScriptURL(url) ?? url;
};

/** The two workers of a page. */
export interface Workers {
  vault: Worker | MessagePort;
  engine: Worker;
  /** Why the engine's worker does not run, also where that was before anyone listened to it. */
  failed: Promise<ErrorEvent>;
}

/** Starts both: they say nothing until they are introduced to each other. The page must be sealed. */
export function startWorkers(scope: string): Workers {
  const [vault, engine] = [startVaultWorker(scope), startEngineWorker(scope)];
  const failed = new Promise<ErrorEvent>(resolve => engine.addEventListener('error', resolve, { once: true }));
  return { vault, engine, failed };
}

/** Starts this tab's data worker. */
export function startEngineWorker(scope: string): Worker {
  return new Worker(trusted(scripts.engine), { type: 'module', name: `retinue:${scope}:engine` });
}

/**
 * Starts the vault's worker, or joins the one that runs: shared between tabs and alive across a reload where the
 * browser can do that, else this tab's own.
 */
export function startVaultWorker(scope: string): Worker | MessagePort {
  const options = { type: 'module' as const, name: `retinue:${scope}:vault` };
  if (!knowsExtendedLifetime()) return new Worker(trusted(scripts.vault), options);
  return new SharedWorker(trusted(scripts.vault), Object.assign(options, { extendedLifetime: true })).port;
}

function knowsExtendedLifetime(): boolean {
  let asked = false;
  const options = {
    name: '',
    get extendedLifetime() {
      asked = true;
      return true;
    },
  };
  try {
    if (typeof SharedWorker !== 'undefined') new SharedWorker(trusted(nowhere), options);
  } catch {
    // Always: there is no such URL.
  }
  return asked;
}

/** Registers the verifying service worker for this folder. Rejects where the browser refuses one. */
export function registerServiceWorker(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(trusted(scripts.service), { updateViaCache: 'none' });
}
