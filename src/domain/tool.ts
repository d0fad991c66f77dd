import type { Id, Instant } from './id';
import type { ToolDescription } from './model-request';
import type { Now } from './ports';
import type { Label } from './row';
import type { NanoUsd } from './money';
import type { NewPlanStep, PlanStepRow } from './plan';

/** What a tool does to the world (RUNTIME: Effects). */
export type Effect = 'pure' | 'read' | 'idempotent' | 'write' | 'billed';
/** How far it reaches (RUNTIME: Gates). */
export type Reach = 'none' | 'workspace' | 'provider' | 'outward';

/**
 * Something an agent can do. A tool reads through its context and gives back what should change: the engine writes that
 * together with the result, so a crash leaves both or none.
 */
export interface Tool extends ToolDescription {
  /** Where it comes from: tools of the same name from different sources share no grant. */
  source: string;
  effect: Effect;
  reach: Reach;
  /** Sends a colleague: there only for agents that may ask one, and whom it may be is told with it. */
  delegates?: true;
  /** Asks the same thing again on purpose: exempt from the loop guard. */
  polls?: boolean;
  /** Fields of the input that make no difference to what is done. */
  cosmetic?: readonly string[];
  /** Pointers (`stepsOf`) of text fields in which one text is as good as another: a grant may leave them open. */
  freeText?: readonly string[];
  /** The input in its one form (paths normalised): what grants and approvals look at. Throws like `run`. */
  canonical?(input: unknown): unknown;
  /** What it would do, shown before it is approved; without it the input is shown. Throws like `run`. */
  preview?(input: unknown, context: ToolContext): Promise<Preview>;
  /** Checks and runs. Throws `AppError` `tool-input-wrong` {what} for bad input; expected failures are results. */
  run(input: unknown, context: ToolContext): Promise<ToolResult>;
}

/** What a tool gives back. */
export interface ToolResult {
  /** For the model. */
  output: string;
  isError?: boolean;
  /** What it wants written, in order. */
  changes?: ToolChange[];
  /** Where foreign text in the output came from. */
  labels?: Label[];
  /** The user is to answer; the answer becomes the output. */
  question?: Question;
  /** A colleague is to do it; what comes of that becomes the output. */
  errand?: Errand;
}

/** A change of the workspace that a tool asks for. */
export type ToolChange =
  /** `over`: the revision it was made from; where another is there now, nothing is written. */
  | { kind: 'file'; path: string; text: string; type: string; over?: Id<'revision'> }
  /** The whole plan as the agent wants it; steps it does not name and did not know of stay. */
  | { kind: 'plan'; steps: NewPlanStep[] };

/** A question of an agent to its user. */
export interface Question {
  text: string;
  /** Ready-made answers; the user may always write another. */
  choices: string[];
}

/** What one agent asks another to do. */
export interface Errand {
  colleague: Id<'agent'>;
  brief: string;
  /** What should come back. */
  expected: string;
  /** What it may cost at most, where that is limited. */
  budget?: NanoUsd;
}

/** An agent that another may ask. */
export interface Colleague {
  id: Id<'agent'>;
  name: string;
  role: string;
}

/** What a tool would do, as it can be shown. */
export type Preview =
  /** `over`: the revision it would be written over; an approval holds for that one alone. */
  { kind: 'file'; path: string; before?: string; after: string; over?: Id<'revision'> } | { kind: 'input' };

export interface ToolContext {
  now: Now;
  /** IANA zone of the workspace, e.g. `Europe/Vienna`. */
  zone: string;
  abort: AbortSignal;
  files: FileDesk;
  plan: PlanDesk;
  /** Whom the agent may ask here. */
  colleagues: readonly Colleague[];
}

/** The workspace's files as tools read them. */
interface FileDesk {
  list(): Promise<FileInfo[]>;
  /** The current text at a path; nothing where there is no file. */
  read(path: string): Promise<FileText | undefined>;
}

export interface FileInfo {
  path: string;
  /** UTF-8 bytes. */
  size: number;
  type: string;
  changedAt: Instant;
  revision: Id<'revision'>;
}

export interface FileText extends FileInfo {
  text: string;
  labels: Label[];
}

/** The plan of the task a tool works on. */
interface PlanDesk {
  /** In order. */
  steps(): Promise<PlanStepRow[]>;
}

/** How grants, approvals and the journal name a tool. */
export const toolId = (tool: Pick<Tool, 'source' | 'name'>): string => `${tool.source}/${tool.name}`;

/** Whether something a tool is given leaves the workspace; what a provider runs for us reaches from there where it likes. */
export const leaves = ({ reach }: Pick<Tool, 'reach'>): boolean => reach === 'outward' || reach === 'provider';
