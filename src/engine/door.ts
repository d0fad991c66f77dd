import type { AgentRow, Asked, Fallback, ModelChoice } from '../domain/agent';
import type { CeilingClass } from '../domain/ceiling-class';
import type { BillAnswer, BillReading } from '../domain/bill';
import type { ProviderName, Tier } from '../domain/connection';
import type { Day, Id, Instant } from '../domain/id';
import type { Condition, GrantRow } from '../domain/grant';
import type { NanoUsd } from '../domain/money';
import type { FilePart, Part } from '../domain/part';
import type { Answer } from '../domain/request';
import type { Price } from '../domain/price';
import type { TaskQuote } from '../domain/quote';
import type { RepricingLine } from '../domain/repricing';
import type { Settings } from '../domain/setting';
import type { CheckReport } from '../storage/check-workspace';
import type { NewBudget } from '../storage/budgets';
import type { TextOrigin } from '../storage/artifacts';
import type { Fork } from '../storage/fork';
import type { Sent as SentMessage } from '../storage/send';
import type { PlanStepEdit, PlanStepFields } from '../storage/plans';
import type { AccountComparison, ConnectionVerbs, TriedOut } from './connection-door';
import type { AskedOnce, AttachmentRow, Queries, UnsentPlace } from '../storage/queries';

export type { AccountComparison, CheckReport, Fork, NewBudget, PlanStepFields, TextOrigin, TriedOut };

/** All the page sees of the data side. */
export interface EngineDoor {
  /** Follows a named query; returns what stops it. `fail` gets an ErrorValue-carrying AppError. */
  watch<Name extends keyof Queries>(
    name: Name,
    args: Parameters<Queries[Name]>,
    next: (rows: Awaited<ReturnType<Queries[Name]>>) => void,
    fail?: (error: unknown) => void,
  ): () => void;
  /** Does a verb. Rejects with `AppError`. */
  write<Name extends keyof Verbs>(verb: Name, ...args: VerbArgs<Name>): Promise<VerbResult<Name>>;
  /** A verb that takes long: shows progress (0 to 1) and can be aborted. */
  work<Name extends keyof Verbs>(verb: Name, args: VerbArgs<Name>, options: WorkOptions): Promise<VerbResult<Name>>;
  /** The message being written in a conversation, and at each change; `undefined` when there is none. */
  watchDraft(conversation: Id<'conversation'>, next: (draft: Draft | undefined) => void): () => void;
  /** Who leads, and whether the workspace is open. */
  watchEngine(next: (status: EngineStatus) => void): () => void;
}

/** How a verb that takes long is stopped (it rejects `aborted`) and tells how far it is, 0 to 1. */
export interface WorkOptions {
  abort: AbortSignal;
  progress?: (done: number) => void;
}

export type VerbArgs<Name extends keyof Verbs> = Parameters<Verbs[Name]>;
export type VerbResult<Name extends keyof Verbs> = Awaited<ReturnType<Verbs[Name]>>;

/** A message that does not exist yet. */
export interface Draft {
  run: Id<'run'>;
  conversation: Id<'conversation'>;
  agent: Id<'agent'>;
  model: string;
  /** Whole so far: reasoning, text and tool calls in order. */
  parts: Part[];
  startedAt: Instant;
  /** A lower bound of its cost so far, where a price is known. */
  cost?: NanoUsd;
  simulated: boolean;
}

export interface EngineStatus {
  workspace: Id<'workspace'>;
  /** Whether this tab's engine leads. */
  leads: boolean;
  /** Whether any engine leads. */
  led: boolean;
  online: boolean;
  /** The device has no room left, so work waits: known to the tab that leads. */
  full?: boolean;
}

/** Everything a screen can do by name. Each is idempotent by the ids it is given or makes. */
export interface Verbs extends ConnectionVerbs {
  /** The user's message, its task and a queued run, in one transaction. Without `conversation` a new one begins. */
  sendMessage(message: NewMessage): Promise<SentMessage>;
  /** Answers the same message again; the old answer stays as a branch with its cost. */
  retry(message: Id<'message'>): Promise<SentMessage>;
  /** Goes on from a cut answer: a new billed call that sees what arrived. */
  continueAnswer(message: Id<'message'>): Promise<SentMessage>;
  stop(run: Id<'run'>): Promise<void>;
  /** Holds a run at its next boundary, until it is resumed. */
  pause(run: Id<'run'>): Promise<void>;
  resume(run: Id<'run'>): Promise<void>;
  /** A message to a run at work, read at its next boundary; once it is over, a message like any other. */
  steer(run: Id<'run'>, text: string, options?: { pasted?: boolean; from?: UnsentPlace }): Promise<void>;
  /**
   * Answers what runs asked. Returns the requests that were not open any more: they stay as they are. Rejects
   * `tool-input-wrong` {what}.
   */
  answer(answers: RequestAnswer[]): Promise<Id<'request'>[]>;
  /** The least general grant that covers this request and those like it before; nothing where none can be learnt. */
  proposeGrant(request: Id<'request'>): Promise<GrantProposal | undefined>;
  setGrant(grant: NewGrant): Promise<Id<'grant'>>;
  dropGrant(id: Id<'grant'>, gone?: boolean): Promise<void>;

  addPlanStep(task: Id<'task'>, step: PlanStepFields & { title: string }): Promise<Id<'plan-step'>>;
  editPlanStep(id: Id<'plan-step'>, edit: PlanStepEdit): Promise<void>;

  /** A revision by the user. Rejects `path-wrong` {what}. */
  saveFile(path: string, text: string, origin?: TextOrigin): Promise<Id<'artifact'>>;
  /** Puts an older revision on show; nothing is lost. */
  restoreRevision(id: Id<'revision'>): Promise<void>;
  removeFile(id: Id<'artifact'>, gone: boolean): Promise<void>;

  /** Runs a task again from a step, with another model, instructions or message; the first run stays as it is. */
  fork(fork: Fork): Promise<SentMessage>;
  /** A run as OpenTelemetry spans (OTLP JSON) or as Markdown. */
  exportRun(run: Id<'run'>, format: 'otlp' | 'markdown'): Promise<Blob>;
  /** Shows the branch that `message` is on. */
  showVersion(message: Id<'message'>): Promise<void>;
  /** Shows the branch that a run under way writes to. */
  showRun(run: Id<'run'>): Promise<void>;
  markRead(conversation: Id<'conversation'>): Promise<void>;
  /** Keeps what a composer holds over reloads and crashes, on this device only; an empty text is forgotten. */
  keepUnsent(place: UnsentPlace, text: string): Promise<void>;
  /** How the next message of a conversation alone is asked, kept as its text is; without `asks`: as the others are. */
  askOnce(once: AskedOnce): Promise<void>;
  /** Puts a file into a composer, made ready for a model. Rejects `attachment-refused` {what, name, most}. */
  attach(place: UnsentPlace, file: Blob, name: string): Promise<void>;
  detach(id: Id<'attachment'>): Promise<void>;
  /** Puts back what was taken out just now. */
  reattach(attachment: AttachmentRow): Promise<void>;
  /** What is in a file that came with a message; nothing where it was forgotten. */
  readFile(file: Pick<FilePart, 'payload' | 'type'>): Promise<Blob | undefined>;
  editConversation(
    id: Id<'conversation'>,
    fields: { title?: string; pinned?: boolean; archived?: boolean; gone?: boolean; model?: ModelChoice },
  ): Promise<void>;

  hire(agent: NewAgent): Promise<Id<'agent'>>;
  /** New instructions become a new version. */
  editAgent(id: Id<'agent'>, fields: Partial<NewAgent> & { state?: AgentRow['state']; gone?: boolean }): Promise<void>;
  duplicateAgent(id: Id<'agent'>, name: string): Promise<Id<'agent'>>;
  /** Sets whom an agent may ask. */
  setColleagues(id: Id<'agent'>, colleagues: Id<'agent'>[]): Promise<void>;

  /** The price of one model as a call made now would be priced; `undefined` when no source knows it. */
  priceOf(choice: ModelChoice): Promise<Price | undefined>;
  /** Two or three models of the live lists for a tier, dearest claims first. */
  candidates(tier: Tier): Promise<Candidate[]>;
  /** Reads OpenRouter's public list (no key sent) and tells what would change. */
  fetchPrices(): Promise<PriceChange[]>;
  applyPrices(changes: PriceChange[]): Promise<void>;
  /** The user's own price; `undefined` removes it. */
  setPrice(provider: ProviderName, model: string, price: Price['rates'] | undefined): Promise<void>;
  /** The most the next message can cost, with the files that wait beside it, and what such a call usually costs. */
  quote(
    conversation: Id<'conversation'> | undefined,
    agent: Id<'agent'>,
    text: string,
    model?: ModelChoice,
  ): Promise<Quote>;

  /** One budget of a scope and a window: new, or changed. What waits for room in one is weighed again. */
  setBudget(budget: NewBudget): Promise<void>;
  dropBudget(id: Id<'budget'>, gone?: boolean): Promise<void>;
  /** Lets a team's budgets hold for other agents. */
  changeTeam(from: readonly Id<'agent'>[], to: readonly Id<'agent'>[]): Promise<void>;

  setSetting<Name extends keyof Settings>(name: Name, value: Settings[Name]): Promise<void>;

  createWorkspace(name: string): Promise<Id<'workspace'>>;
  renameWorkspace(id: Id<'workspace'>, name: string): Promise<void>;
  /** Deletes a workspace's database; the current one must be left first. */
  eraseWorkspace(id: Id<'workspace'>): Promise<void>;
  /** Empties this device: all workspaces of this scope. The page erases vault, caches and service worker. */
  eraseEverything(): Promise<void>;

  /** The open workspace, or another, as one JSON file, gzip-free. Never keys, grants or leases. */
  exportWorkspace(id?: Id<'workspace'>): Promise<Blob>;
  exportCosts(format: 'csv' | 'jsonl'): Promise<Blob>;
  /** What a task of this agent will likely cost, by what alike ones did. */
  quoteTask(agent: Id<'agent'>): Promise<TaskQuote>;
  /** Looks the whole workspace over: the ledger's chains, every text, every sum. Mends sums alone. */
  checkWorkspace(): Promise<CheckReport>;
  /** What today's prices would change in the local days `from` to `to`, by model; changes nothing. */
  previewRepricing(from: Day, to: Day): Promise<RepricingLine[]>;
  /** Prices these days again: every call that changes gets a new entry in its place. Answers how many did. */
  reprice(from: Day, to: Day): Promise<number>;
  /**
   * Compares a provider's own file of what it billed, or the one that is kept of it, with the ledger, and keeps it.
   * Without `reading` its columns are found by name; `ask`: the user is to say what they hold.
   */
  readBill(bill: File | ProviderName, reading?: BillReading | 'ask'): Promise<BillAnswer>;
  /** Keeps a provider's bill no longer; `forget` false: it is kept after all. */
  forgetBill(provider: ProviderName, forget: boolean): Promise<void>;
  /** Reads and checks a file and keeps it staged; changes nothing. */
  previewImport(file: Blob): Promise<ImportPreview>;
  /** All or nothing. `new`: opens as a workspace of its own. */
  commitImport(staged: string, how: 'merge' | 'replace' | 'new'): Promise<{ workspace: Id<'workspace'>; rows: number }>;
  dropImport(staged: string): Promise<void>;

  /** Tries the team without a key: hires the demo agents if absent, and returns them. */
  startDemo(): Promise<Id<'agent'>[]>;
}

export interface NewMessage {
  conversation?: Id<'conversation'>;
  agent: Id<'agent'>;
  text: string;
  /** Only for this conversation from now on; else the agent's own. */
  model?: ModelChoice;
  /** How it alone is asked. */
  asks?: Asked;
  /** The composer it was written in: its files come along, and what it kept is forgotten as it is sent. */
  from?: UnsentPlace;
  /** It holds pasted text: a long one counts as foreign. */
  pasted?: boolean;
  /** Edit: the new message stands beside this one, with the same parent and its files. */
  instead?: Id<'message'>;
  /** Its run is paused from the start: it can be planned before anything is done. */
  held?: boolean;
}

/** What the user says to a request. */
export interface RequestAnswer {
  request: Id<'request'>;
  answer: Answer;
  /** A reason, or the answer to a question. */
  said?: string;
  /** The tool's input as the user edited it. */
  input?: unknown;
}

/** A grant that could be given, to be shown before it is. */
export type GrantProposal = Pick<GrantRow['body'], 'tool' | 'schema' | 'when' | 'trusts'> & {
  agent: Id<'agent'>;
  /** A more general pattern the user may mean instead. */
  wider?: Condition[];
};

export type NewGrant = Omit<GrantProposal, 'wider' | 'schema'> &
  /** Without it the grant is for the tool as it is now. */
  Partial<Pick<GrantProposal, 'schema'>> &
  Pick<GrantRow, 'decision'> &
  Partial<Pick<GrantRow, 'run' | 'expires' | 'perDay'>>;

export type { SentMessage };

export interface NewAgent {
  name: string;
  role: string;
  instructions: string;
  tier: Tier;
  model?: ModelChoice;
  /** Empty: what the model does by itself. */
  effort?: string;
  /** A JSON Schema as text; empty: answers are free. */
  answer?: string;
  /** The model for when its own cannot be had; null: none. */
  fallback?: Fallback | null;
  tools: string[];
  maxOutput: number;
  template?: string;
  hue?: number;
}

export interface Candidate {
  choice: ModelChoice;
  name: string;
  price?: Price;
  /** Nano-dollars of a typical task: 8,000 tokens in, 1,000 out. */
  typical?: NanoUsd;
  contextWindow?: number;
}

export interface PriceChange {
  provider: ProviderName;
  model: string;
  before?: Pick<Price, 'rates' | 'tiers'>;
  after: Pick<Price, 'rates' | 'tiers'>;
  date: string;
}

export interface Quote {
  /** Absent where nothing bounds it. */
  atMost?: NanoUsd;
  /** How sure `atMost` is. */
  ceilingClass?: CeilingClass;
  usually?: NanoUsd;
  /** Of a whole new task: what half of alike ones cost at most, and 19 of 20, where enough are known. */
  task?: { usually: NanoUsd; rarelyOver?: NanoUsd };
}

export interface ImportPreview {
  staged: string;
  name: string;
  exportedAt: Instant;
  version: string;
  /** Per table: rows in the file, of these new here, and changed here. */
  tables: { table: string; rows: number; added: number; changed: number; removed: number }[];
  /** `ledger-contradicts`: entries that differ from ours under the same id; a merge keeps them apart. */
  warnings: 'ledger-contradicts'[];
}
