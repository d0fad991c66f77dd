import { useEffect } from 'preact/hooks';
import { lazy } from '../parts/lazy';
import { leaveScreens } from './arrival';

const Unlock = lazy(() => import('../unlock/unlock').then(chunk => chunk.Unlock));

/** Nothing of the workspace, only the way back in. */
export function Curtain() {
  useEffect(leaveScreens, []);
  return <Unlock />;
}
