import { createHmac } from 'node:crypto';

/** A workspace file, as far as this needs to know it. */
interface WorkspaceFile {
  salts: string[];
  tables: Record<string, Record<string, unknown>[]>;
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/** A version-7 UUID whose time and order are `index`: the same file each time. */
const idOf = (kind: number, at: number, index: number) =>
  `${hex(at, 12).slice(0, 8)}-${hex(at, 12).slice(8)}-7${hex(kind, 3)}-8000-${hex(index, 12)}`;

/**
 * Adds a conversation of `count` messages to an exported workspace that has an agent: every tenth is a long one with a
 * list and code, the last says "This is message N of N."
 */
export function withLongConversation(text: string, count: number): { file: string; conversation: string } {
  const file: WorkspaceFile = JSON.parse(text);
  const [salt = ''] = file.salts;
  const [agent] = file.tables['agent'] ?? [];
  const began = 1_790_000_000_000;
  const conversation = idOf(1, began, 0);
  const stampOf = (index: number) => `${hex(began + index, 12)}0000aaaaaaaabbbb`;
  const messages: Record<string, unknown>[] = [];
  const payloads = new Map<string, Record<string, unknown>>();
  for (let index = 1; index <= count; index += 1) {
    const body = JSON.stringify({ parts: [{ kind: 'text', text: wordsOf(index, count) }] });
    const payload = createHmac('sha256', Buffer.from(salt, 'hex')).update(body).digest('hex');
    payloads.set(payload, { id: payload, size: Buffer.byteLength(body), body });
    const isUser = index % 2 === 1;
    messages.push({
      id: idOf(2, began + index, index),
      v: 1,
      at: began + index,
      born: stampOf(index),
      conversation,
      ...(index > 1 && { parent: idOf(2, began + index - 1, index - 1) }),
      role: isUser ? 'user' : 'agent',
      ...(!isUser && { agent: agent?.['id'], stop: 'end' }),
      payload,
      simulated: true,
    });
  }
  file.tables['message'] = [...(file.tables['message'] ?? []), ...messages];
  file.tables['payload'] = [...(file.tables['payload'] ?? []), ...payloads.values()];
  file.tables['conversation'] = [
    ...(file.tables['conversation'] ?? []),
    {
      id: conversation,
      v: 1,
      at: began,
      born: stampOf(0),
      agent: agent?.['id'],
      pinned: false,
      archived: false,
      leaf: idOf(2, began + count, count),
      activeAt: began + count,
      readAt: began + count,
      simulated: true,
      body: { title: 'A very long conversation' },
    },
  ];
  return { file: JSON.stringify(file), conversation };
}

function wordsOf(index: number, count: number): string {
  const line = `This is message ${index} of ${count}.`;
  if (index === count || index % 10 !== 0) return line;
  return `${line}\n\n- one\n- two\n- three\n\n\`\`\`ts\nconst index = ${index};\n\`\`\`\n`;
}
