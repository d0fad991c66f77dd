/**
 * Tells every engine of this workspace that there is something to look at. The database is the mailbox; this only says
 * "look now", so losing a ring costs time, never work.
 */
export interface Bell {
  ring(): void;
  /** Returns what stops listening. */
  onRing(listener: () => void): () => void;
}

/** A bell over a BroadcastChannel; rings are heard here too. */
export function openBell(channelName: string): Bell {
  const channel = new BroadcastChannel(channelName);
  const listeners = new Set<() => void>();
  const heard = () => {
    for (const listener of listeners) listener();
  };
  channel.onmessage = heard;
  return {
    ring() {
      channel.postMessage('ring');
      heard();
    },
    onRing(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
