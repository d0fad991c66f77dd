import type { ActivityRow } from '../domain/activity';
import type { AgentRow, Asked, InstructionsRow, ModelChoice } from '../domain/agent';
import type { BudgetRow, ReservationRow } from '../domain/budget';
import type { BudgetWindowRow } from '../domain/budget-window';
import type { BillComparison, BillReading } from '../domain/bill';
import type { ConnectionRow, ModelInfo, ProviderName } from '../domain/connection';
import type { ConversationRow, MessageRow } from '../domain/conversation';
import type { CostEntryRow } from '../domain/cost-entry';
import type { EventRow } from '../domain/event';
import type { Hlc } from '../domain/hlc';
import type { Id, Instant, ReplicaId } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { FilePart, Part } from '../domain/part';
import type { KeyId } from '../domain/ports';
import type { PriceRow } from '../domain/price';
import type { DocumentRow, PayloadHash } from '../domain/row';
import type { ActRow, RunRow } from '../domain/run';
import type { RequestRow } from '../domain/request';
import type { GrantRow } from '../domain/grant';
import type { ArtifactRow, RevisionRow } from '../domain/artifact';
import type { PlanStepRow } from '../domain/plan';
import type { ReplyPosition } from '../domain/stream';
import type { SettingRow } from '../domain/setting';
import type { ProjectRow, TaskRow } from '../domain/task';
import type { SumsRow } from './sums-row';

/** Every table of a workspace with the shape of its rows. */
export interface Rows {
  agent: AgentRow;
  instructions: InstructionsRow;
  conversation: ConversationRow;
  message: MessageRow;
  connection: ConnectionRow;
  setting: SettingRow;
  price: PriceRow;
  project: ProjectRow;
  task: TaskRow;
  budget: BudgetRow;
  'budget-window': BudgetWindowRow;
  grant: GrantRow;
  artifact: ArtifactRow;
  revision: RevisionRow;
  'plan-step': PlanStepRow;
  link: LinkRow;
  event: EventRow;
  cost: CostEntryRow;
  activity: ActivityRow;
  payload: PayloadRow;
  grave: GraveRow;
  run: RunRow;
  act: ActRow;
  request: RequestRow;
  rollup: SumsRow;
  device: DeviceRow;
  key: KeyRow;
  models: ModelsRow;
  draft: DraftRow;
  unsent: UnsentRow;
  attachment: AttachmentRow;
  bill: BillRow;
  reservation: ReservationRow;
  staged: StagedRow;
  quarantine: QuarantineRow;
}

export type TableName = keyof Rows;

/** Tables whose rows are patched per field. */
export type DocumentName = {
  [Name in TableName]: Rows[Name] extends DocumentRow<string>
    ? Rows[Name] extends { replica: ReplicaId }
      ? never
      : Name
    : never;
}[Exclude<TableName, 'run' | 'act' | 'request'>];

/** One member of a set, so that two people can edit the set at once. Its id is derived from (kind, from, to). */
type LinkRow = DocumentRow<'link'> &
  (
    | { kind: 'agent-colleague'; from: Id<'agent'>; to: Id<'agent'> }
    | { kind: 'task-blocks' | 'project-member'; from: string; to: string }
  );

/** Said in a row whose text lies in a file of the origin's private file system: folder, `/`, folder, `/`, hash. */
export interface InFile {
  file: string;
}

/** A text by its keyed hash; from 64 kB it is in a file, or a Blob where the browser has no private files. */
export interface PayloadRow {
  id: PayloadHash;
  /** UTF-8 bytes. */
  size: number;
  /** Canonical JSON. */
  body: string | Blob | InFile;
}

/** The end of one replica's chain. */
export interface ChainHead {
  replica: ReplicaId;
  seq: number;
  hash: string;
}

/** What was forgotten: beats everything, for ever. */
export interface GraveRow {
  /** The row's id or the payload's hash. */
  id: string;
  of: TableName;
  stamp: Hlc;
}

/** What belongs to this installation alone: who it is, and which lead is the newest. */
export type DeviceRow =
  | {
      id: 'identity';
      replica: ReplicaId;
      /** Hex; the first keys new payload hashes, the others belong to workspaces that were merged into this one. */
      salts: string[];
      /** Who it was before a file took the workspace's place. */
      before?: ReplicaId;
    }
  | { id: 'lead'; epoch: number }
  /** How far the chain was looked through for calls whose usage nobody has told. */
  | { id: 'settled'; replica: ReplicaId; seq: number }
  /** When the user said last that the clock is right. */
  | { id: 'clock'; right: Instant }
  /** A file is being put into this workspace, which is in no list before it is whole: left so where a tab was closed in it. */
  | { id: 'filling'; since: Instant }
  /** Payloads that nothing named when the last sweep looked, and since when. */
  | { id: 'unused'; since: Record<PayloadHash, Instant> };

/** A provider's last bill, as it was compared with the ledger. */
interface BillRow {
  id: ProviderName;
  at: Instant;
  /** Since when it is kept only so that this can be undone. */
  forgotten?: Instant;
  body: { name: string; file: File; comparison: BillComparison; reading?: BillReading };
}

/** Which key of this device's vault a connection uses. */
export interface KeyRow {
  id: Id<'connection'>;
  key: KeyId;
  /** What its provider had billed it in all when that was last asked. */
  billed?: { at: Instant; used: NanoUsd };
}

/** The last live list of a connection's models. */
interface ModelsRow {
  id: Id<'connection'>;
  listedAt: Instant;
  /** When it was last to be read anew by itself. */
  askedAt?: Instant;
  body: { list: ModelInfo[] };
}

/** The checkpoint of a message being written. */
export interface DraftRow {
  id: Id<'run'>;
  act: Id<'act'>;
  attempt: number;
  at: Instant;
  /** Where a stream that the provider keeps can be taken up again. */
  resume?: ReplyPosition;
  body: { parts: Part[]; model: string };
}

/**
 * Where a text waits to be sent: Today's composer, a task carried from the demo to the user's own team, a conversation, an
 * answer.
 */
export type UnsentPlace = 'today' | 'carried' | Id<'conversation'> | AnswerPlace;

/** What is typed for the answer to a request, by what it becomes: the user's words, or the input as edited. */
export type AnswerPlace = `${'said' | 'input'}|${Id<'request'>}`;

/** How the next message of a conversation alone is asked; it holds for the model it was said of. */
export interface AskedOnce {
  conversation: Id<'conversation'>;
  of: Pick<ModelChoice, 'connection' | 'model'>;
  asks?: Asked;
}

/** What was written in a composer and not sent yet; in a row of its own, which typing leaves alone, how it is asked. */
interface UnsentRow {
  id: UnsentPlace | `asks|${Id<'conversation'>}`;
  at: Instant;
  body: { text?: string; once?: AskedOnce };
}

/** A file that waits in a composer to be sent. Never changed, only added and taken away. */
export interface AttachmentRow {
  id: Id<'attachment'>;
  place: UnsentPlace;
  at: Instant;
  /** Of the file: what is named in a row is not swept away. */
  payload: PayloadHash;
  body: {
    file: FilePart;
    /** Pixels of the picture it was made smaller from. */
    was?: { width: number; height: number };
  };
}

/** A row of an import file that was checked and waits for the user's decision. */
export interface StagedRow {
  /** `import|table|id`; `import|` for the head of the file. */
  id: string;
  import: string;
  table: string;
  at: Instant;
  body: unknown;
}

/** A ledger row that came with the id of another and differs from it: kept apart, reported, never believed. */
interface QuarantineRow {
  /** `table|id|hash of the bytes`. */
  id: string;
  table: TableName;
  at: Instant;
  body: unknown;
}
