import type { EngineDoor } from './door';

/** A door that can be used before the workspace is open: what is asked waits, and fails with the reason if it never opens. */
export function awaitDoor(opened: Promise<EngineDoor>): EngineDoor {
  /** Follows once the door is open, unless stopped before. */
  function follow(begin: (door: EngineDoor) => () => void, fail: (error: unknown) => void = () => {}): () => void {
    let stop = () => {};
    let stopped = false;
    opened.then(door => {
      if (!stopped) stop = begin(door);
    }, fail);
    return () => {
      stopped = true;
      stop();
    };
  }

  return {
    watch: (name, args, next, fail) => follow(door => door.watch(name, args, next, fail), fail),
    write: (verb, ...args) => opened.then(door => door.write(verb, ...args)),
    work: (verb, args, options) => opened.then(door => door.work(verb, args, options)),
    watchDraft: (conversation, next) => follow(door => door.watchDraft(conversation, next)),
    watchEngine: next => follow(door => door.watchEngine(next)),
  };
}
