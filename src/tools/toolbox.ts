import type { Tool } from '../domain/tool';
import { calculate } from './calculate';
import { now } from './now';

/** Every built-in tool. */
export function toolbox(): readonly Tool[] {
  return [calculate, now];
}
