import type { Id, Instant } from './id';
import type { DocumentRow, Label, PayloadHash } from './row';

/** A file of the workspace. Its text is never edited: each change is a new revision. */
export interface ArtifactRow extends DocumentRow<'artifact'> {
  conversation?: Id<'conversation'>;
  project?: Id<'project'>;
  /** The revision on show: undo points it at an older one. */
  current: Id<'revision'>;
  /** Of the revision on show, always edited together with `current`: a list need not read revisions. */
  size: number;
  type: string;
  /** When `current` was last pointed elsewhere. */
  changedAt: Instant;
  body: {
    /** Normalised: no leading slash, no `.` or `..`, `/` between folders. */
    path: string;
  };
}

/** One revision of an artifact, with who made it. */
export interface RevisionRow extends DocumentRow<'revision'> {
  artifact: Id<'artifact'>;
  /** The revision it was made from. */
  parent?: Id<'revision'>;
  /** Its text: canonical JSON of a `RevisionText`. */
  payload: PayloadHash;
  /** UTF-8 bytes of the text. */
  size: number;
  /** Media type, e.g. `text/markdown`. */
  type: string;
  by: 'user' | 'agent';
  agent?: Id<'agent'>;
  run?: Id<'run'>;
  act?: Id<'act'>;
  labels?: Label[];
}

export interface RevisionText {
  text: string;
}
