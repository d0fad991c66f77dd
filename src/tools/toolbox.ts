import type { Tool } from '../domain/tool';
import { askUser } from './ask-user';
import { calculate } from './calculate';
import { listFiles } from './list-files';
import { now } from './now';
import { readFile } from './read-file';
import { updatePlan } from './update-plan';
import { writeFile } from './write-file';

/** Every built-in tool that an agent can be given. */
export function toolbox(): readonly Tool[] {
  return [calculate, now, listFiles, readFile, writeFile, updatePlan, askUser];
}
