import { render } from 'preact';
import { keepPress } from './page/kept-press';
import { scopePath } from './page/place';
import { isSealed } from './page/sealed';
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
    await (await import('./start')).start(root, workers);
    pressAgain();
  };
  const begin = () => setTimeout(() => void start());
  // A frame is asked for, then a task: only then has the shell been painted. A hidden tab has no frames, but has work.
  if (document.visibilityState === 'hidden') begin();
  else requestAnimationFrame(begin);
}

/** Runs in Node while building: what the HTML file holds. Today without a workspace is shown where none was opened before. */
export async function prerender(): Promise<{ html: string }> {
  const { renderToString } = await import('preact-render-to-string');
  const { FirstRun } = await import('./ui/today/first-run');
  return { html: renderToString(<Shell first={<FirstRun />} />) };
}
