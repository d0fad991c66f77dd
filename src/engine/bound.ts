import { ceilingClassOf, mostInputOf } from '../domain/ceiling-class';
import type { ModelInfo, ProviderName } from '../domain/connection';
import { inputBound, type Anchor } from '../domain/input-bound';
import type { Endpoint, ModelRequest } from '../domain/model-request';
import type { Provider } from '../domain/ports';
import type { Price } from '../domain/price';
import { weighFiles } from '../domain/sent-file';
import type { MessageReading } from '../storage/messages';
import type { Workspace } from '../storage/open';
import type { Sought } from './anchor';
import type { Bound } from './call';
import { buildRequest, type Window } from './prompt';
import { byteLength, ceilingFor } from './step';

/** A request about to be sent. */
interface Bounded {
  provider: ProviderName;
  request: ModelRequest;
  body: string;
  info?: ModelInfo;
  price?: Price;
}

/** The bound of a call; in a conversation that goes on, by what is known of its beginning. */
export async function boundOf(
  workspace: Workspace,
  bounded: Bounded,
  window: readonly MessageReading[],
  sought: Pick<Sought, 'choice' | 'bodyOf' | 'known'>,
): Promise<Bound> {
  const { turns } = bounded.request;
  const goesOn = window.some(({ row }) => row.role === 'agent' && !row.simulated);
  const anchor = goesOn && (await (await import('./anchor')).anchorOf(workspace, window, { ...sought, turns }));
  return boundBy(bounded, anchor || undefined);
}

/** The bound of a call by its request, and by the call that it goes on from where there is one. */
export function boundBy({ provider, request, body, info, price }: Bounded, anchor?: Anchor): Bound {
  const { model, turns, files = {} } = request;
  const counted = inputBound({ bytes: byteLength(body), turns, files }, anchor);
  const contextWindow = info?.contextWindow;
  const ceilingClass = ceilingClassOf({
    provider,
    model,
    hasUncountedFiles: weighFiles(anchor ? anchor.since : turns, files).tokens === undefined,
    ...(price ? { price } : {}),
    ...(contextWindow === undefined ? {} : { contextWindow }),
  });
  const mostInput = mostInputOf(ceilingClass, counted, contextWindow);
  const ceiling = ceilingClass.is === 'none' ? undefined : ceilingFor(mostInput, request, price);
  return { ceilingClass, mostInput, ...(ceiling === undefined ? {} : { ceiling }) };
}

/** The bodies of requests that differ from one another in what is shown and in how long and hard the answer may be. */
export function bodies(provider: Provider, endpoint: Endpoint, parts: Omit<Window, 'messages'>): Sought['bodyOf'] {
  return (messages, { maxOutput, effort }) => {
    const { effort: _, ...request } = buildRequest({ ...parts, messages });
    return provider.body(endpoint, { ...request, maxOutput, ...(effort === undefined ? {} : { effort }) });
  };
}
