import type { ComponentType } from 'preact';
import type { Place } from '../state/place';
import { Today } from './today/today';

/** Every screen is a chunk of its own but Today, with which most start. */
export function loadScreen(at: Place['at']): Promise<ComponentType> {
  switch (at) {
    case 'today':
      return Promise.resolve(Today);
    case 'welcome':
      return import('./welcome/welcome').then(screen => screen.Welcome);
    case 'team':
      return import('./team/team').then(screen => screen.Team);
    case 'agent':
      return import('./agent/agent').then(screen => screen.Agent);
    case 'conversations':
      return import('./conversations/conversations').then(screen => screen.Conversations);
    case 'conversation':
      return import('./conversation/conversation').then(screen => screen.Conversation);
    case 'task':
      return import('./task/task').then(screen => screen.Task);
    case 'inbox':
      return import('./inbox/inbox').then(screen => screen.Inbox);
    case 'files':
    case 'file':
      return import('./files/files').then(screen => screen.Files);
    case 'run':
      return import('./replay/replay').then(screen => screen.Replay);
    case 'costs':
      return import('./costs/costs').then(screen => screen.Costs);
    case 'settings':
      return import('./settings/settings').then(screen => screen.Settings);
    case 'unlock':
      return import('./unlock/unlock').then(screen => screen.Unlock);
    case 'nowhere':
      return import('./shell/nowhere').then(screen => screen.Nowhere);
  }
}
