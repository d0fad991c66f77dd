import type { ActivityRow } from '../domain/activity';
import type { AgentRow, InstructionsRow, ModelChoice } from '../domain/agent';
import type { ConnectionRow, ModelInfo } from '../domain/connection';
import type { ConversationRow, RunTrouble, TranscriptMessage } from '../domain/conversation';
import type { CostEntryRow, RollupRow } from '../domain/cost-entry';
import type { Day, Id, Instant } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { KeyId } from '../domain/ports';
import type { Price, PriceRow } from '../domain/price';
import type { RunRow } from '../domain/run';
import type { Settings } from '../domain/setting';
import type { TaskRow } from '../domain/task';
import type { Findings } from './find';
import type { UnsentPlace } from './rows';

export type { Findings, FoundMessage } from './find';
export type { UnsentPlace } from './rows';

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
  conversations(filter: { archived: boolean; agent?: Id<'agent'>; limit: number }): Promise<ConversationView[]>;
  conversation(id: Id<'conversation'>): Promise<ConversationDetail | undefined>;
  /** The last `limit` messages of the branch on screen, oldest first; tool messages count. */
  transcript(conversation: Id<'conversation'>, limit: number): Promise<Transcript>;
  /** Where a text was said on the branch on screen; ≤ 200 messages, the newest. */
  find(conversation: Id<'conversation'>, text: string): Promise<Findings>;
  /** What a composer held when it was last kept; empty when nothing was. */
  unsent(place: UnsentPlace): Promise<string>;
  /** Tasks by state, newest first. `finished`: ended at or after `since`. */
  today(since: Instant): Promise<{ running: TaskView[]; needsYou: TaskView[]; finished: TaskView[] }>;
  activity(limit: number): Promise<ActivityRow[]>;
  /** Rollups of the local days `from` to `to`, both included. */
  costDays(from: Day, to: Day): Promise<RollupRow[]>;
  /** The calls of the ledger, newest first. `before` is a `born` stamp. */
  calls(filter: {
    before?: string;
    limit: number;
    agent?: Id<'agent'>;
    conversation?: Id<'conversation'>;
  }): Promise<CallView[]>;
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
  doing: 'idle' | 'working' | 'waiting' | 'needs-you';
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
  running: boolean;
  cost: NanoUsd;
}

export interface ConversationDetail extends ConversationView {
  agent: AgentRow;
  /** What the next message would be answered by. */
  model?: ModelChoice;
  /** Whether the next message would be answered by the demo's script. */
  simulated: boolean;
  /** The run on the branch on screen that is queued, running or waiting, if any. */
  run?: RunRow;
  /** Those that are under way on other branches. */
  elsewhere: RunRow[];
  trouble?: RunTrouble;
  /** Calls whose cost is not known. */
  unknownCosts: number;
  /** Input + output tokens of the last call: what fills the window now. */
  windowTokens: number;
  /** Messages written while a run was going on or offline, not yet taken up. */
  queued: number;
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
}

export interface CallView {
  entry: CostEntryRow;
  agentName: string;
}
