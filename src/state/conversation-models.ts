import { computed, type ReadonlySignal } from '@preact/signals';
import type { ModelChoice } from '../domain/agent';
import type { ModelInfo } from '../domain/connection';
import type { ModelView } from '../storage/queries';
import { connections, models } from './connections';

/** A model that can be chosen, with the name of the connection it is reached by. */
export interface ModelOffer extends ModelView {
  choice: ModelChoice;
  connectionName: string;
}

/** Every model of every live list. */
export const offers: ReadonlySignal<ModelOffer[]> = computed(() => {
  const known = connections.value;
  return models.value.map(view => ({
    ...view,
    choice: { connection: view.connection, model: view.info.id },
    connectionName: known.find(({ row }) => row.id === view.connection)?.row.body.name ?? '',
  }));
});

/** What its list tells of a model. */
export function infoOf(choice: ModelChoice | undefined): ModelInfo | undefined {
  return offers.value.find(
    offer => offer.choice.model === choice?.model && offer.choice.connection === choice.connection,
  )?.info;
}

/** The size of a model's window in tokens, where its list tells. */
export const windowOf = (choice: ModelChoice | undefined): number | undefined => infoOf(choice)?.contextWindow;
