import type { IconName } from '../parts/icon';

/** A picture for a media type. */
export const iconOf = (type: string): IconName => (/csv|tab-separated/.test(type) ? 'table' : 'file');
