// First: it names the order of the layers that all other style sheets fill.
import './ui/base.css';
import { render } from 'preact';
import { keepPress } from './page/kept-press';
import { scopePath } from './page/place';
import { isSealed } from './page/sealed';
import { MissingScreen } from './ui/shell/missing-screen';
import { Shell } from './ui/shell/shell';
import { startWorkers } from './workers';
import './main.css';

/**
 * The first paint is the shell that the build drew into index.html: links, no state, so nothing is hydrated. The app
 * replaces it after the first frame; only the dev server, which draws nothing, needs it rendered. Meanwhile the seal is
 * checked; the workers, which take longest, are started with the rest.
 */
if (typeof document !== 'undefined') {
  const root = document.getElementById('app');
  if (!root) throw new Error('index.html has no #app');
  if (!root.firstChild) render(<Shell />, root);
  const pressAgain = keepPress(root);
  const sealed = isSealed();
  const start = async () => {
    const workers = sealed.then(holds => (holds ? startWorkers(scopePath(document.baseURI)) : undefined));
    const app = await import('./start').catch(() => undefined);
    if (!app) return showMissing(root);
    await app.start(root, workers);
    pressAgain();
  };
  const begin = () => setTimeout(() => void start());
  // A frame is asked for, then a task: only then has the shell been painted. A hidden tab has no frames, but has work.
  if (document.visibilityState === 'hidden') begin();
  else requestAnimationFrame(begin);
}

/** The app's own code did not come: what is drawn would never be answered. */
function showMissing(root: HTMLElement) {
  root.replaceChildren();
  render(
    <Shell>
      <MissingScreen />
    </Shell>,
    root,
  );
}

/** Runs in Node while building: what the HTML file holds. Today without a workspace is shown where none was opened before. */
export async function prerender(): Promise<{ html: string }> {
  const { renderToString } = await import('preact-render-to-string');
  const { FirstRun } = await import('./ui/today/first-run');
  return { html: renderToString(<Shell first={<FirstRun />} />) };
}
