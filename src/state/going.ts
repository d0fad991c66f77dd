import type { ModelChoice } from '../domain/agent';
import { modelInfo, modelsOf } from './connections';

/** How a model stands in the list of its provider, where that says that it goes or is gone. */
export function goingOf(choice: ModelChoice): 'retired' | 'deprecated' | 'unlisted' | undefined {
  const info = modelInfo(choice);
  if (info) return info.lifecycle === 'active' ? undefined : info.lifecycle;
  const list = modelsOf(choice.connection);
  // The plain name of a model that is listed by its date stands in no list, and works.
  const isListed = list.length === 0 || list.some(one => one.info.id.startsWith(choice.model));
  return isListed ? undefined : 'unlisted';
}
