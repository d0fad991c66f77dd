import { keepIfRoom } from './facts';

const witnessName = (scope: string, workspace: string) => `retinue:${scope}:witness:${workspace}`;

/**
 * Keeps a workspace's figures outside the database, as the engine tells them. A damaged LevelDB opens without an error
 * and with no records (VAULT: Storage): only a figure kept elsewhere can tell that from a new workspace.
 */
export function keepWitness(scope: string, workspace: string, figures: string): void {
  keepIfRoom(witnessName(scope, workspace), figures);
}

/** The kept figures, for the engine to compare. */
export function readWitness(scope: string, workspace: string): string | undefined {
  return localStorage.getItem(witnessName(scope, workspace)) ?? undefined;
}

/** Forgets the figures of a workspace that was erased: that it is gone is no loss. */
export function forgetWitness(scope: string, workspace: string): void {
  localStorage.removeItem(witnessName(scope, workspace));
}

const lossName = (scope: string) => `retinue:${scope}:accept-loss`;

/** The user was told that rows are missing and begins again with what is there: holds for the next opening. */
export function acceptLoss(scope: string): void {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(`retinue:${scope}:witness:`)) localStorage.removeItem(name);
  }
  sessionStorage.setItem(lossName(scope), 'yes');
}

/** Whether the loss was accepted just before this load. */
export function takeAcceptedLoss(scope: string): boolean {
  const accepted = sessionStorage.getItem(lossName(scope)) !== null;
  sessionStorage.removeItem(lossName(scope));
  return accepted;
}
