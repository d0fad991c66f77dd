import { createHash } from 'node:crypto';

import type { AgentRow } from '../../src/domain/agent';
import type { ConversationRow, MessageRow } from '../../src/domain/conversation';
import type { Id } from '../../src/domain/id';
import type { PayloadRow } from '../../src/storage/rows';

interface LongConversation {
  conversation: ConversationRow;
  message: MessageRow[];
  payload: PayloadRow[];
}

const began = 1_790_000_000_000;
const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
const stampOf = (index: number) => `${hex(began + index, 12)}0000aaaaaaaabbbb`;

/** A version-7 UUID whose time and order are `index`: the same rows each time. */
function idOf<Kind extends string>(kind: number, index: number): Id<Kind> {
  const time = hex(began + index, 12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(kind, 3)}-8000-${hex(index, 12)}` as Id<Kind>;
}

/**
 * The rows of a conversation of `count` messages with an agent: every tenth is a long one with a list and code, the last
 * says "This is message N of N."
 */
export function longConversation(agent: AgentRow, count: number): LongConversation {
  const id = idOf<'conversation'>(1, 0);
  const message: MessageRow[] = [];
  const payload: PayloadRow[] = [];
  for (let index = 1; index <= count; index += 1) {
    const body = JSON.stringify({ parts: [{ kind: 'text', text: wordsOf(index, count) }] });
    const hash = createHash('sha256').update(body).digest('hex') as PayloadRow['id'];
    payload.push({ id: hash, size: Buffer.byteLength(body), body });
    message.push({
      id: idOf(2, index),
      v: 1,
      at: began + index,
      born: stampOf(index),
      conversation: id,
      ...(index > 1 && { parent: idOf<'message'>(2, index - 1) }),
      ...(index % 2 === 1 ? { role: 'user' } : { role: 'agent', agent: agent.id, stop: 'end' }),
      payload: hash,
      simulated: true,
    });
  }
  const conversation: ConversationRow = {
    id,
    v: 1,
    at: began,
    born: stampOf(0),
    agent: agent.id,
    pinned: false,
    archived: false,
    leaf: idOf(2, count),
    activeAt: began + count,
    readAt: began + count,
    simulated: true,
    body: { title: 'A very long conversation' },
  };
  return { conversation, message, payload };
}

function wordsOf(index: number, count: number): string {
  const line = `This is message ${index} of ${count}.`;
  if (index === count || index % 10 !== 0) return line;
  return `${line}\n\n- one\n- two\n- three\n\n\`\`\`ts\nconst index = ${index};\n\`\`\`\n`;
}
