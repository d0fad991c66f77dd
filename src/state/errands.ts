import { computed } from '@preact/signals';
import { conversationId } from './conversation';
import { live } from './live';

/** Whom the runs of the conversation on screen have asked. */
export const errandsHere = live<'errands'>([], () => {
  const id = conversationId.value;
  return id && { name: 'errands', args: [id] };
});

/** Names of the colleagues that are waited for. */
export const awaited = computed(() =>
  errandsHere.value
    .filter(({ row }) => !['succeeded', 'failed', 'cancelled'].includes(row.phase))
    .map(({ agentName }) => agentName),
);
