import { useEffect } from 'preact/hooks';
import { lazy } from '../parts/lazy';
import { leaveScreens } from './arrival';
import { MissingScreen } from './missing-screen';
import style from './opening.module.css';

const Unlock = lazy(
  () => import('../unlock/unlock').then(chunk => chunk.Unlock),
  () => (
    <main class={style.curtain}>
      <MissingScreen />
    </main>
  ),
);

/** Nothing of the workspace, only the way back in. */
export function Curtain() {
  useEffect(leaveScreens, []);
  return <Unlock />;
}
