import type { Id } from '../domain/id';
import type { NanoUsd } from '../domain/money';
import type { TranscriptMessage } from '../domain/conversation';
import { plainText, type FilePart, type Part, type ToolCallPart, type ToolResultPart } from '../domain/part';

/** What a transcript is made of on screen: a message of the user, or all an agent did in answer to one. */
export type Turn = UserTurn | AgentTurn;

export interface UserTurn {
  kind: 'user';
  key: Id<'message'>;
  message: TranscriptMessage;
}

export interface AgentTurn {
  kind: 'agent';
  /** Its first message on screen. */
  key: Id<'message'>;
  run?: Id<'run'>;
  agent?: Id<'agent'>;
  messages: TranscriptMessage[];
  pieces: Piece[];
}

/** What is shown of an agent's turn, in order; a tool call and its result are one piece. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'file'; file: FilePart }
  | { kind: 'reasoning'; text: string }
  /** Notes that stand for the older part of the conversation in what the model sees. */
  | { kind: 'notes'; text: string; cost?: NanoUsd }
  | { kind: 'tool'; call: ToolCallPart; result?: ToolResultPart; duration?: number }
  | { kind: 'result'; result: ToolResultPart };

/** Messages, oldest first, as turns: all consecutive ones of a run belong together, notes it took of itself, too. */
export function turnsOf(messages: readonly TranscriptMessage[]): Turn[] {
  const turns: Turn[] = [];
  for (const message of messages) {
    const { row } = message;
    if (row.role === 'user') {
      turns.push({ kind: 'user', key: row.id, message });
      continue;
    }
    const last = turns.at(-1);
    if (last?.kind === 'agent' && last.run === row.run) last.messages.push(message);
    else turns.push(agentTurn(message));
  }
  for (const turn of turns) if (turn.kind === 'agent') turn.pieces = piecesOf(turn.messages);
  return turns;
}

function agentTurn(message: TranscriptMessage): AgentTurn {
  const { id, run, agent } = message.row;
  return {
    kind: 'agent',
    key: id,
    ...(run && { run }),
    ...(agent && { agent }),
    messages: [message],
    pieces: [],
  };
}

function piecesOf(messages: readonly TranscriptMessage[]): Piece[] {
  const pieces: Piece[] = [];
  const calls = new Map<string, Extract<Piece, { kind: 'tool' }>>();
  for (const { row, body } of messages) {
    if (row.role === 'summary') pieces.push(notesOf(row, body));
    else for (const part of body.parts) addPart(pieces, calls, part, body.duration);
  }
  return pieces;
}

function notesOf({ cost }: TranscriptMessage['row'], { parts }: TranscriptMessage['body']): Piece {
  return { kind: 'notes', text: plainText(parts), ...(cost !== undefined && { cost }) };
}

function addPart(
  pieces: Piece[],
  calls: Map<string, Extract<Piece, { kind: 'tool' }>>,
  part: Part,
  duration: number | undefined,
): void {
  switch (part.kind) {
    case 'text':
      if (part.text !== '') pieces.push({ kind: 'text', text: part.text });
      return;
    case 'file':
      pieces.push({ kind: 'file', file: part });
      return;
    case 'reasoning':
      if (part.text.trim() !== '') pieces.push({ kind: 'reasoning', text: part.text });
      return;
    case 'tool-call': {
      const piece = { kind: 'tool', call: part } as const;
      pieces.push(piece);
      calls.set(part.call, piece);
      return;
    }
    case 'tool-result': {
      const asked = calls.get(part.call);
      if (!asked) pieces.push({ kind: 'result', result: part });
      else Object.assign(asked, { result: part }, duration !== undefined && { duration });
      return;
    }
    case 'provider':
      return;
  }
}

/** The parts of a draft as pieces: no results yet. */
export function draftPieces(parts: readonly Part[]): Piece[] {
  const pieces: Piece[] = [];
  const calls = new Map<string, Extract<Piece, { kind: 'tool' }>>();
  for (const part of parts) addPart(pieces, calls, part, undefined);
  return pieces;
}

/** What a turn cost: the sum of its known costs, that of notes included, and whether one is missing. */
export function costOfTurn(turn: AgentTurn): { known: NanoUsd; hasUnknown: boolean } {
  const answers = turn.messages.filter(({ row }) => row.role !== 'tool');
  return {
    known: answers.reduce((sum, { row }) => sum + (row.cost ?? 0), 0),
    hasUnknown: answers.some(({ row }) => row.cost === undefined),
  };
}

/** What the agent said in a turn, as one text: no tool results, no notes. */
export function saidIn(turn: AgentTurn): string {
  const said = turn.messages.filter(({ row }) => row.role === 'agent').map(({ body }) => plainText(body.parts));
  return said.filter(Boolean).join('\n\n');
}

/** The last message by the agent itself: carries how the turn ended. */
export function lastAnswer(turn: AgentTurn): TranscriptMessage | undefined {
  return turn.messages.findLast(({ row }) => row.role === 'agent');
}
