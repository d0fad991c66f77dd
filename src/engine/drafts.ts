import type { Id } from '../domain/id';
import type { Draft } from './door';

/** How often a draft is shown at most; PERF: flush at most ten times a second. */
const flushEvery = 100;

type Notice = { conversation: Id<'conversation'>; draft?: Draft } | { ask: Id<'conversation'> };

/**
 * The messages being written, past the database: the engine that writes one shows it here, every tab can watch. A
 * draft is whole each time, so who begins to watch late misses nothing.
 */
export interface DraftDesk {
  /** `make` is called only when it is time to show: ten times a second at most. */
  show(conversation: Id<'conversation'>, make: () => Draft): void;
  clear(conversation: Id<'conversation'>): void;
  watch(conversation: Id<'conversation'>, next: (draft: Draft | undefined) => void): () => void;
}

/** Opens the desk on a channel that all engines of a workspace share. */
export function openDrafts(channelName: string): DraftDesk {
  const channel = new BroadcastChannel(channelName);
  const own = new Map<string, () => Draft>();
  const seen = new Map<string, Draft>();
  const watchers = new Map<string, Set<(draft: Draft | undefined) => void>>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function tell(conversation: Id<'conversation'>, draft: Draft | undefined): void {
    if (draft) seen.set(conversation, draft);
    else seen.delete(conversation);
    for (const watcher of watchers.get(conversation) ?? []) watcher(draft);
  }
  function flush(conversation: Id<'conversation'>): void {
    clearTimeout(timers.get(conversation));
    timers.delete(conversation);
    const draft = own.get(conversation)?.();
    channel.postMessage({ conversation, ...(draft ? { draft } : {}) } satisfies Notice);
    tell(conversation, draft);
  }
  channel.onmessage = ({ data }: MessageEvent<Notice>) => {
    if (!('ask' in data)) tell(data.conversation, data.draft);
    else if (own.has(data.ask)) flush(data.ask);
  };

  return {
    show(conversation, make) {
      const isFirst = !own.has(conversation);
      own.set(conversation, make);
      if (isFirst) flush(conversation);
      else if (!timers.has(conversation)) timers.set(conversation, setTimeout(flush, flushEvery, conversation));
    },
    clear(conversation) {
      own.delete(conversation);
      flush(conversation);
    },
    watch(conversation, next) {
      const group = watchers.get(conversation) ?? new Set();
      watchers.set(conversation, group.add(next));
      const known = seen.get(conversation);
      if (known) next(known);
      else channel.postMessage({ ask: conversation } satisfies Notice);
      return () => {
        group.delete(next);
      };
    },
  };
}
