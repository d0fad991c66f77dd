import type { AgentRow } from '../../../src/domain/agent';
import type { TranscriptMessage } from '../../../src/domain/conversation';
import type { Id } from '../../../src/domain/id';
import type { Part } from '../../../src/domain/part';
import type { RunRow, RunStatus } from '../../../src/domain/run';
import type { Draft } from '../../../src/engine/door';
import type { ConversationDetail } from '../../../src/storage/queries';

/** A readable id of any kind. */
export function id<Kind extends string>(number: number): Id<Kind> {
  return `019a0000-0000-7000-8000-${String(number).padStart(12, '0')}` as Id<Kind>;
}

/** 25 November 2026, noon UTC. */
export const noon = Date.UTC(2026, 10, 25, 12);

export const ids = {
  conversation: id<'conversation'>(1),
  agent: id<'agent'>(2),
  connection: id<'connection'>(3),
  run: id<'run'>(4),
};

const row = <Kind extends string>(own: Id<Kind>) => ({ id: own, v: 1, at: noon, born: '0'.repeat(28) });

export const agent: AgentRow = {
  ...row(ids.agent),
  state: 'active',
  hue: 8,
  tier: 'strong',
  connection: ids.connection,
  instructions: id<'instructions'>(5),
  maxOutput: 8_000,
  simulated: false,
  body: { name: 'Maren', role: 'Market researcher', model: 'model-one', tools: ['calculate'] },
};

export function message(
  number: number,
  role: TranscriptMessage['row']['role'],
  content: string | Part[],
  fields: Partial<TranscriptMessage['row']> & { model?: string; versions?: Id<'message'>[] } = {},
): TranscriptMessage {
  const { model, versions, ...rest } = fields;
  const own = id<'message'>(100 + number);
  return {
    row: {
      ...row(own),
      at: noon + number * 1_000,
      conversation: ids.conversation,
      role,
      payload: '0'.repeat(64),
      simulated: false,
      ...(role !== 'user' && { agent: ids.agent, run: id<'run'>(1_000 + number) }),
      ...rest,
    },
    body: { parts: typeof content === 'string' ? [{ kind: 'text', text: content }] : content, ...(model && { model }) },
    versions: versions ?? [own],
  };
}

export function run(status: RunStatus): RunRow {
  return {
    ...row(ids.run),
    task: id<'task'>(6),
    conversation: ids.conversation,
    agent: ids.agent,
    message: id<'message'>(100),
    tip: id<'message'>(100),
    home: '00000000',
    status,
    phase: status.is,
    cancelling: false,
    pausing: false,
    steering: [],
    readOnly: false,
    last: 1,
    steps: 1,
    cost: 0,
    simulated: false,
    since: noon,
    body: { model: { connection: ids.connection, model: 'model-one' } },
  };
}

export function detail(fields: Partial<ConversationDetail> = {}): ConversationDetail {
  return {
    row: {
      ...row(ids.conversation),
      agent: ids.agent,
      pinned: false,
      archived: false,
      activeAt: noon,
      readAt: noon,
      simulated: false,
      body: { title: 'Market brief' },
    },
    agentName: 'Maren',
    agentHue: 8,
    unread: false,
    simulated: false,
    elsewhere: [],
    doing: 'idle',
    cost: 830_000_000,
    agent,
    model: { connection: ids.connection, model: 'model-one' },
    unknownCosts: 0,
    windowTokens: 86_000,
    waiting: [],
    ...fields,
  };
}

export function draft(text: string, fields: Partial<Draft> = {}): Draft {
  return {
    run: ids.run,
    conversation: ids.conversation,
    agent: ids.agent,
    model: 'model-one',
    parts: [{ kind: 'text', text }],
    startedAt: noon + 60_000,
    simulated: false,
    ...fields,
  };
}
