import type { ActivityRow } from '../domain/activity';
import type { AgentRow, InstructionsRow, ModelChoice } from '../domain/agent';
import type { BillComparison, BillReading } from '../domain/bill';
import type { BudgetRow, Standing } from '../domain/budget';
import type { CallsFilter } from '../domain/calls-filter';
import type { ConnectionRow, ModelInfo } from '../domain/connection';
import type { ArtifactRow, RevisionRow } from '../domain/artifact';
import type { ConversationRow, RunTrouble, TranscriptMessage } from '../domain/conversation';
import type { CostEntryRow, RollupRow } from '../domain/cost-entry';
import type { GrantRow } from '../domain/grant';
import type { Day, Id, Instant } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { PlanStepRow } from '../domain/plan';
import type { KeyId } from '../domain/ports';
import type { Price, PriceRow } from '../domain/price';
import type { RequestBody, RequestRow } from '../domain/request';
import type { RunRow } from '../domain/run';
import type { Settings } from '../domain/setting';
import type { TaskRow } from '../domain/task';
import type { Findings, FoundMessage } from './find';
import type { Beginning, ErrandView, Replay, ReplayStep, RunView } from './run-views';
import type { AskedOnce, AttachmentRow, UnsentPlace } from './rows';
import type { Doing } from './tasks';

export type {
  AskedOnce,
  AttachmentRow,
  Beginning,
  ErrandView,
  Findings,
  FoundMessage,
  Replay,
  ReplayStep,
  RunView,
  UnsentPlace,
};

/**
 * Everything a screen can ask for by name. Each is a live query: it runs again when its rows change.
 * Lists return heads (≤ 50 rows unless said otherwise); bodies come by id.
 */
export interface Queries {
  /** Real counts for the boot lines; capped at 1,000 each. */
  boot(): Promise<BootCounts>;
  /** All settings, defaults filled in. */
  settings(): Promise<Settings>;
  workspaces(): Promise<WorkspaceView[]>;
  /** Active and paused first, then retired; ≤ 200. */
  agents(): Promise<AgentView[]>;
  agent(id: Id<'agent'>): Promise<AgentDetail | undefined>;
  connections(): Promise<ConnectionView[]>;
  /** The last live lists of all connections. */
  models(): Promise<ModelView[]>;
  /** Prices that came from the user or from "Update prices". */
  prices(): Promise<PriceRow[]>;
  /** All budgets that hold, and how they stand now. */
  budgets(): Promise<BudgetRow[]>;
  standings(): Promise<Standing[]>;
  conversations(filter: { archived: boolean; agent?: Id<'agent'>; limit: number }): Promise<ConversationView[]>;
  conversation(id: Id<'conversation'>): Promise<ConversationDetail | undefined>;
  /** The last `limit` messages of the branch on screen, oldest first; tool messages count. */
  transcript(conversation: Id<'conversation'>, limit: number): Promise<Transcript>;
  /** Where a text was said on the branch on screen; ≤ 200 messages, the newest. */
  find(conversation: Id<'conversation'>, text: string): Promise<Findings>;
  /** What a composer held when it was last kept; empty when nothing was. */
  unsent(place: UnsentPlace): Promise<string>;
  /** How the next message of a conversation alone is asked, where not as the others are. */
  askedOnce(conversation: Id<'conversation'>): Promise<AskedOnce | undefined>;
  /** The files that wait in a composer, in the order they came. */
  attachments(place: UnsentPlace): Promise<AttachmentRow[]>;
  /** Tasks by state, newest first. `finished`: ended at or after `since`. */
  today(since: Instant): Promise<{ running: TaskView[]; needsYou: TaskView[]; finished: TaskView[] }>;
  activity(limit: number): Promise<ActivityRow[]>;
  /** What waits for the user, the earliest first; ≤ 50. */
  inbox(): Promise<RequestView[]>;
  /** What was decided last, the newest first. */
  decided(limit: number): Promise<RequestView[]>;
  /** What runs of a conversation asked and were told, the earliest first; ≤ 50, the newest. */
  requests(conversation: Id<'conversation'>): Promise<RequestView[]>;
  /** A task with what waits in it. */
  task(id: Id<'task'>): Promise<TaskDetail | undefined>;
  /** The steps of a task's plan, in order. */
  plan(task: Id<'task'>): Promise<PlanStepRow[]>;
  /** Files by path; ≤ 200 without a `limit`. With `conversation` those it made. */
  files(which?: { conversation?: Id<'conversation'>; limit?: number }): Promise<FileView[]>;
  /** One file with its revisions, newest first; ≤ 100. */
  file(id: Id<'artifact'>): Promise<FileDetail | undefined>;
  /** The text of a revision; nothing where it was forgotten. */
  revisionText(id: Id<'revision'>): Promise<string | undefined>;
  /** Whom the runs of a conversation have asked, the earliest first. */
  errands(conversation: Id<'conversation'>): Promise<ErrandView[]>;
  /** Whom an agent may ask, by id. */
  colleagues(agent: Id<'agent'>): Promise<Id<'agent'>[]>;
  /** What an agent may do unasked, must ask for, or never may, on this device. */
  grants(agent: Id<'agent'>): Promise<GrantRow[]>;
  /** A run from its journal: what happened, step by step. */
  replay(run: Id<'run'>): Promise<Replay | undefined>;
  /** The runs of a task, newest first; ≤ 50. */
  runs(task: Id<'task'>): Promise<RunView[]>;
  /** Rollups of the local days `from` to `to`, both included, and what is set aside for calls in flight. */
  costDays(from: Day, to: Day): Promise<RollupRow[]>;
  reserved(): Promise<NanoUsd>;
  /** The last bill of each provider that was compared with the ledger on this device. */
  comparedBills(): Promise<ComparedBill[]>;
  /** Calls of the ledger, the newest first or as they are sorted. */
  calls(filter: CallsFilter): Promise<CallView[]>;
}

/** A bill beside the ledger. */
export interface ComparedBill {
  /** Of its file. */
  name: string;
  comparison: BillComparison;
  /** The user's word on its columns. */
  reading?: BillReading;
  at: Instant;
}

export interface BootCounts {
  agents: number;
  memories: number;
  conversations: number;
  activity: number;
}

export interface WorkspaceView {
  id: Id<'workspace'>;
  name: string;
  openedAt: Instant;
  current: boolean;
}

export interface AgentView {
  row: AgentRow;
  costThisMonth: NanoUsd;
  unknownThisMonth: number;
  doing: Doing;
}

export interface AgentDetail extends AgentView {
  /** Newest first. */
  versions: InstructionsRow[];
  conversations: ConversationView[];
}

export interface ConnectionView {
  row: ConnectionRow;
  /** The key on this device, if one was given. */
  key?: KeyId;
  models: number;
  listedAt?: Instant;
}

export interface ModelView {
  connection: Id<'connection'>;
  info: ModelInfo;
  /** Absent where no source knows a price. Filled by the engine, which knows the built-in table. */
  price?: Price;
}

export interface ConversationView {
  row: ConversationRow;
  agentName: string;
  agentHue: number;
  unread: boolean;
  doing: Doing;
  cost: NanoUsd;
  /** Calls whose cost is not known. */
  unknownCosts: number;
}

export interface ConversationDetail extends ConversationView {
  agent: AgentRow;
  /** What the next message would be answered by. */
  model?: ModelChoice;
  /** Whether the next message would be answered by the demo's script. */
  simulated: boolean;
  /** The run on the branch on screen that is queued, running or waiting, if any. */
  run?: RunRow;
  /** It takes notes of what was said, to make room. */
  compacting?: boolean;
  /** Those that are under way on other branches. */
  elsewhere: RunRow[];
  /** The task worked on last on the branch on screen: its plan is shown. */
  task?: Id<'task'>;
  /** Where it was begun from, when another agent asked for it. */
  askedBy?: Asker;
  trouble?: RunTrouble;
  /** Input + output tokens of the last call: what fills the window now. */
  windowTokens: number;
  /** The user’s messages not yet taken up: they wait for their turn, and an edit takes their place. */
  waiting: Id<'message'>[];
}

/** The agent that began a conversation in the user's place, and where. */
interface Asker {
  name: string;
  hue: number;
  conversation: Id<'conversation'>;
}

export interface Transcript {
  messages: TranscriptMessage[];
  /** Whether older messages exist. */
  more: boolean;
}

export interface TaskView {
  row: TaskRow;
  agentName: string;
  agentHue: number;
  run?: RunRow;
  cost: NanoUsd;
  /** Calls whose cost is unknown: `cost` is then "at least". */
  unknown: number;
}

export interface TaskDetail extends TaskView {
  /** The message that asked for it. */
  brief: string;
  /** What it and all the work below it wait for the user with, the earliest first. */
  requests: RequestView[];
  /** What was asked of colleagues for it. */
  errands: ErrandView[];
}

/** A request with all that its card shows. */
export interface RequestView {
  row: RequestRow;
  body: RequestBody;
  agentName: string;
  agentHue: number;
  /** Title of its conversation. */
  title: string;
  simulated: boolean;
  /** What the user said to it. */
  said?: string;
}

export interface FileView {
  row: ArtifactRow;
  current: RevisionRow;
  /** Of the agent that wrote the current revision. */
  agentName?: string;
}

export interface FileDetail extends FileView {
  revisions: (RevisionRow & { agentName?: string })[];
}

export interface CallView {
  entry: CostEntryRow;
  agentName: string;
}
