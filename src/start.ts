import { h, render } from 'preact';
import { AppError, type ErrorValue } from './domain/error';
import type { Id } from './domain/id';
import type { EngineAnswer, EngineHello, PutAside, Rescue, VaultRenewed } from './engine.worker';
import { awaitDoor } from './engine/awaited-door';
import type { EngineDoor } from './engine/door';
import { openEngineDoor } from './engine/page-door';
import { eraseTraces } from './page/erase';
import { keepFact, keepShown, recallFact, recallShown, remember, watchFact } from './page/facts';
import { askNotices, badge, notices } from './page/attention';
import { copy, download, visit } from './page/files';
import { watchFrozen } from './page/frozen';
import { showKeptFonts } from './page/kept-fonts';
import { leaveBehind, takeLeftBehind } from './page/left-behind';
import { isSharedOrigin, scopePath } from './page/place';
import { watchPutAside } from './page/put-aside';
import { lookForUpdates, reloadOnUpdate, watchUpdate } from './page/updates';
import { watchView, whereSeen } from './page/view';
import { acceptLoss, forgetWitness, keepWitness, readWitness, takeAcceptedLoss } from './page/witness';
import { openDoors, type PageDoor } from './state/doors';
import { placeOf } from './state/place';
import type { UnsentPlace } from './state/unsent';
import { App } from './ui/app';
import type { UnsealedReason } from './ui/shell/unsealed';
import { loadScreen } from './ui/screens';
import { introduceVault, openVaultDoor } from './vault/door';
import { registerServiceWorker, startEngineWorker, startVaultWorker, type Workers } from './workers';

/** Milliseconds within which a service worker takes over, on all but the slowest networks. */
const SEALED_MS = 20_000;

/** The workspace of this page: empty until it is open, and again once it was erased. */
let opened = '';

/** After the first frame: introduces the workers, where the page is sealed and they were started, then shows the screens. */
export async function start(root: HTMLElement, workers: Promise<Workers | undefined>): Promise<void> {
  // On its way meanwhile; the screen asks for it again.
  void loadScreen(placeOf(location.hash).at);
  const started = await workers;
  if (!started) return seal(root);
  const { vault: vaultWorker, engine: engineWorker } = started;
  const scope = scopePath(document.baseURI);
  const vault = await introduceVault(vaultWorker, scope);
  const engine = openEngine(started, scope, vault.engine);
  const vaultDoor = openVaultDoor(vault.page, () => void renewVault(), recallFact(scope, 'locked') !== undefined);
  // A shared worker may have died with another tab: a new one begins locked, and work waits for the passphrase. One that
  // only was busy is joined again, as it is. A worker of this page's own dies with the page: it is busy, and is waited for.
  const renewVault = async () => {
    if (vaultWorker instanceof Worker) return;
    const { page, engine: ofEngine } = await introduceVault(startVaultWorker(scope), scope);
    vaultDoor.renew(page);
    const renewed: VaultRenewed = { renewed: ofEngine };
    engineWorker.postMessage(renewed, [ofEngine]);
  };
  // Not before the engine is up: what is kept for later would stand in the way of what is needed now.
  const service = import.meta.env.DEV ? undefined : engine.then(serveFromHere, serveFromHere);
  openDoors(awaitDoor(engine), vaultDoor, pageDoor(scope, service));
  root.replaceChildren();
  render(h(App, {}), root);
  performance.mark('retinue-ready');
}

/** On a bare host the service worker adds the headers, from the next load on. Until then no worker and no key. */
async function seal(root: HTMLElement): Promise<void> {
  const refuse = async (reason: UnsealedReason) => {
    clearTimeout(overdue);
    (await import('./ui/shell/unsealed')).mountUnsealed(root, reason);
  };
  // Told, and still waited for.
  const overdue = setTimeout(() => void refuse('silent'), SEALED_MS);
  if (!('serviceWorker' in navigator)) return refuse('no-service-worker');
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload());
  try {
    const registration = await registerServiceWorker();
    // After a forced reload it is active but does not serve this page.
    registration.active?.postMessage('claim');
    registration.installing?.addEventListener('statechange', ({ target }) => {
      if (target instanceof ServiceWorker && target.state === 'redundant') void refuse('refused');
    });
  } catch {
    await refuse(navigator.onLine ? 'refused' : 'offline');
  }
}

/** Opens this tab's engine on the workspace it showed last. Rejects with why it does not open. */
function openEngine({ engine: worker, failed }: Workers, scope: string, vault: MessagePort): Promise<EngineDoor> {
  const { port1, port2 } = new MessageChannel();
  const wanted = recallShown(scope) as Id<'workspace'> | undefined;
  const witness = wanted && readWitness(scope, wanted);
  const hello: EngineHello = {
    scope,
    page: port2,
    vault,
    acceptLoss: takeAcceptedLoss(scope),
    ...(wanted && { workspace: wanted }),
    ...(witness !== undefined && { witness }),
  };
  worker.postMessage(hello, [port2, vault]);
  watchPutAside(aside => {
    const moved: PutAside = { aside };
    worker.postMessage(moved);
  });
  return new Promise((resolve, reject) => {
    void failed.then(({ error }) =>
      reject(new AppError('unexpected', { cause: error, parameters: { name: 'WorkerError' } })),
    );
    worker.addEventListener('message', ({ data }: MessageEvent<EngineAnswer>) => {
      if ('closed' in data) {
        if (data.closed === 'erased') {
          forgetWorkspace(scope, opened);
          opened = '';
        }
        return location.reload();
      }
      if ('failed' in data) return reject(AppError.from(data.failed));
      if ('figures' in data) return keepWitness(scope, opened, data.figures);
      opened = data.opened;
      keepShown(scope, opened);
      const door = openEngineDoor(port1);
      for (const [place, text] of takeLeftBehind(scope, opened)) {
        door.write('keepUnsent', place as UnsentPlace, text).catch(() => {});
      }
      resolve(door);
    });
  });
}

/** Removes what is kept of an erased workspace outside its database. */
function forgetWorkspace(scope: string, workspace: string): void {
  forgetWitness(scope, workspace);
  takeLeftBehind(scope, workspace);
}

/** Whatever can still be read of the workspaces, by an engine of its own. Rejects with why nothing can. */
function rescue(scope: string): Promise<Blob> {
  const { port1, port2 } = new MessageChannel();
  const asked: Rescue = { rescue: scope, to: port2 };
  const worker = startEngineWorker(scope);
  worker.postMessage(asked, [port2]);
  return new Promise((resolve, reject) => {
    port1.onmessage = ({ data }: MessageEvent<Blob | ErrorValue>) => {
      worker.terminate();
      if (data instanceof Blob) resolve(data);
      else reject(AppError.from(data));
    };
  });
}

/** Keeps the app on this device. Where the browser refuses, it works as long as the server does. */
async function serveFromHere(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  reloadOnUpdate(showKeptFonts);
  const registration = await registerServiceWorker().catch(() => undefined);
  if (registration) lookForUpdates(registration, () => Date.now());
  return registration;
}

function pageDoor(scope: string, service: Promise<ServiceWorkerRegistration | undefined> | undefined): PageDoor {
  return {
    download,
    copy,
    visit,
    reload: () => location.reload(),
    persist: () => import('./page/device-storage').then(device => device.persist()),
    storage: () => import('./page/device-storage').then(device => device.lookAtStorage()),
    firstVisit: recallShown(scope) === undefined,
    sharedOrigin: isSharedOrigin(location, scope),
    erase: () => eraseTraces(scope),
    forgetWorkspace: workspace => forgetWorkspace(scope, workspace),
    rescue: () => rescue(scope),
    acceptLoss() {
      acceptLoss(scope);
      location.reload();
    },
    watchUpdate(next) {
      const left = new AbortController();
      void service?.then(registration => registration && watchUpdate(registration, next, left.signal));
      return () => left.abort();
    },
    badge,
    notices,
    askNotices,
    notify(notice) {
      if (notices() === 'on') import('./page/notify').then(({ notify }) => notify(notice)).catch(() => {});
    },
    watchView,
    whereSeen,
    stayAwake(wanted) {
      import('./page/awake').then(({ stayAwake }) => stayAwake(wanted)).catch(() => {});
    },
    watchFrozen: next => watchFrozen(() => Date.now(), next),
    leaveBehind: (place, text) => opened && leaveBehind(scope, opened, place, text),
    keep: (name, value) => keepFact(scope, name, value),
    keepShown: workspace => keepShown(scope, workspace),
    remember: (name, value) => remember(scope, name, value),
    watchKeys: next => watchFact(scope, 'keys', next),
  };
}
