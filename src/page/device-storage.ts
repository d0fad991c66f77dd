import { privateFiles } from './erase';

/** Asks the browser to keep this origin's data when space gets short; answers whether it does. */
export async function persist(): Promise<boolean> {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** What the browser says of the room this origin has, and of how long. */
export async function lookAtStorage() {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {};
  return {
    promised: (await navigator.storage?.persisted?.()) ?? false,
    privateFiles: (await privateFiles()) !== undefined,
    ...(usage !== undefined && quota !== undefined && { use: { used: usage, quota } }),
  };
}
