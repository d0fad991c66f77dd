import type { AgentView } from '../state/agents';
import type { StateName } from './parts/state';

/** The shape of what goes on. */
export const shapeOf: Readonly<Record<AgentView['doing'], StateName>> = {
  idle: 'idle',
  working: 'running',
  waiting: 'waiting',
  'needs-you': 'needs-you',
};
