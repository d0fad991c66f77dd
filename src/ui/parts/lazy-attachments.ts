import { lazy } from './lazy';

/** Most messages are words: what shows files is fetched with the first of them. */
export const WaitingFiles = lazy(async () => (await import('./attachments')).WaitingFiles);
export const MessageFiles = lazy(async () => (await import('./attachments')).MessageFiles);
