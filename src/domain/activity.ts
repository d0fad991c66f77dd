import type { BudgetScope } from './budget';
import type { WindowKind } from './budget-window';
import type { Id } from './id';
import type { NanoUsd } from './money';
import type { LedgerRow } from './row';

/** A line of the append-only feed of what happened. Names are looked up when shown. */
export interface ActivityRow extends LedgerRow<'activity'> {
  happened:
    | { kind: 'agent-hired'; agent: Id<'agent'> }
    | { kind: 'agent-retired'; agent: Id<'agent'> }
    | {
        kind: 'answer-finished';
        agent: Id<'agent'>;
        conversation: Id<'conversation'>;
        cost?: NanoUsd;
        simulated: boolean;
      }
    | { kind: 'answer-failed'; agent: Id<'agent'>; conversation: Id<'conversation'>; code: string }
    | { kind: 'answer-stopped'; agent: Id<'agent'>; conversation: Id<'conversation'> }
    /** `tool`: `source/name`; the name alone in rows of before. */
    | { kind: 'tool-used'; agent: Id<'agent'>; conversation: Id<'conversation'>; tool: string }
    | { kind: 'connection-added'; connection: Id<'connection'> }
    | { kind: 'prices-updated'; count: number }
    | {
        kind: 'budget-warned';
        scope: BudgetScope;
        of?: string;
        window: WindowKind;
        spent: NanoUsd;
        limit: NanoUsd;
        /** How many more calls like those so far are likely to fit. */
        fits?: number;
      }
    | { kind: 'workspace-imported'; rows: number };
}
