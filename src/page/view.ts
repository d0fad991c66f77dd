/** Where the user has a page of the workspace in view: this one, only another, or none. */
type Seen = 'here' | 'elsewhere' | 'nowhere';

/** Every page in view shares this lock, so that any page can tell whether the user sees the app at all. */
const lockOf = (workspace: string) => `retinue:in-view:${workspace}`;

let look = () => {};
let released: Promise<unknown> = Promise.resolve();

/** Tells whether this page of the workspace is in view: now, and whenever that changes. Returns what stops it. */
export function watchView(workspace: string, next: (inView: boolean) => void): () => void {
  let release: (() => void) | undefined;
  const again = () => {
    const inView = document.visibilityState === 'visible';
    if (inView && !release) {
      const left = new Promise<void>(resolve => {
        release = resolve;
      });
      released = navigator.locks.request(lockOf(workspace), { mode: 'shared' }, () => left);
    } else if (!inView) {
      release?.();
      release = undefined;
    }
    next(inView);
  };
  look = again;
  again();
  document.addEventListener('visibilitychange', again);
  return () => {
    release?.();
    document.removeEventListener('visibilitychange', again);
  };
}

/** Looks where the user sees the workspace. Not all depends on events: Chromium tells no page that a tab it opens itself hides it. */
export async function whereSeen(workspace: string): Promise<Seen> {
  if (document.visibilityState === 'visible') return 'here';
  look();
  await released;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === lockOf(workspace)) ? 'elsewhere' : 'nowhere';
}
