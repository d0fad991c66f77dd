import type { Tool } from '../domain/tool';
import { askColleague } from './ask-colleague';
import { askUser } from './ask-user';
import { calculate } from './calculate';
import { listFiles } from './list-files';
import { now } from './now';
import { readFile } from './read-file';
import { updatePlan } from './update-plan';
import { writeFile } from './write-file';

/** Every built-in tool. */
export function toolbox(): readonly Tool[] {
  return [calculate, now, listFiles, readFile, writeFile, updatePlan, askUser, askColleague];
}
