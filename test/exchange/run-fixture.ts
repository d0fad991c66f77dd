import type { RunEvent } from '../../src/domain/event';
import type { Id } from '../../src/domain/id';
import type { Part } from '../../src/domain/part';
import { writeIntent, writeOutcome } from '../../src/storage/acts';
import type { Workspace } from '../../src/storage/open';
import { answerRequests, openRequests } from '../../src/storage/requests';
import { appendEvents, leaseRun } from '../../src/storage/runs';
import { freshId } from '../../src/storage/write';
import { costOf, freshWorkspace, hire, intent, lead, model, say, textParts } from '../storage/workspace-fixture';

/** Never to be seen outside: a signature, the hash of what was sent, and a key somebody pasted. */
export const hidden = ['SIGNATURE-OF-A-BLOCK', 'hash-of-the-request', 'sk-ant-api03-A1b2C3d4E5f6G7h8I9j0'];

interface Told {
  ws: Workspace;
  run: Id<'run'>;
  epoch: number;
}

const sum: Part = { kind: 'file', payload: 'p', type: 'image/png', name: 'the *sum*.png', size: 3 };

const call = 'call_1';
const tool = 'built-in/calculate';

/** A run that thinks, asks for a tool, is allowed another input, fails once, and answers. */
export async function toldRun(more: { ends?: readonly RunEvent[] } = {}): Promise<{ ws: Workspace; run: Id<'run'> }> {
  const ws = await freshWorkspace({ seed: 4_711 });
  const agent = await hire(ws);
  const text = `What is 2 + 2?\nMy key is ${hidden[2]}.`;
  const parts = [sum, ...textParts(text)];
  const { run } = await say(ws, agent, text, { title: 'A sum', parts });
  const told = { ws, run, epoch: await lead(ws, run) };
  await asksForTool(told);
  await usesTool(told, await isAllowed(told));
  await failsOnceAndAnswers(told);
  await appendEvents(ws, told.epoch, run, more.ends ?? [{ kind: 'run-succeeded' }]);
  return { ws, run };
}

async function asksForTool({ ws, run, epoch }: Told): Promise<void> {
  const act = freshId<'act'>(ws);
  await writeIntent(ws, epoch, run, intent(act), { manifest: { messages: [], count: 1, body: hidden[1] } });
  const message = freshId<'message'>(ws);
  const parts: Part[] = [
    {
      kind: 'reasoning',
      text: 'A tool is safer.',
      replay: { wire: 'anthropic-messages', model: model.model, block: { signature: hidden[0] } },
    },
    { kind: 'text', text: 'I calculate that.\n![seen](https://tracker.example/x.png)' },
    { kind: 'tool-call', call, name: 'calculate', input: { expression: '2 + 2' } },
  ];
  await writeOutcome(ws, epoch, run, {
    events: [{ kind: 'act-succeeded', act, attempt: 1, message, stop: 'tool-calls', calls: [call], cost: 4_500_000 }],
    messages: [{ id: message, role: 'agent', act, stop: 'tool-calls', body: { parts, model: 'claude-sonnet-5-1' } }],
    cost: costOf(act, {
      message,
      providerId: 'msg_1',
      usage: { input: 1_000, cacheRead: 200, output: 100, reasoning: 40 },
    }),
  });
}

async function isAllowed({ ws, run, epoch }: Told): Promise<Id<'request'>> {
  const request = freshId<'request'>(ws);
  const body = { tool, input: { expression: '2 + 2' } };
  await openRequests(ws, epoch, run, [{ request, asks: 'approval', call, tool, fingerprint: hidden[1] ?? '', body }], {
    after: [{ kind: 'run-waiting', for: 'approval' }],
  });
  await answerRequests(ws, run, [
    { request, answer: 'edited', said: 'Times, not plus.', input: { expression: '2 * 2' } },
  ]);
  await leaseRun(ws, epoch, run);
  return request;
}

async function usesTool({ ws, run, epoch }: Told, request: Id<'request'>): Promise<void> {
  const act = freshId<'act'>(ws);
  const { ceiling: _, ...plain } = intent(act);
  await writeIntent(ws, epoch, run, {
    ...plain,
    does: 'tool-call',
    effect: 'pure',
    reach: 'none',
    call,
    tool,
    request,
  });
  const message = freshId<'message'>(ws);
  const parts: Part[] = [{ kind: 'tool-result', call, name: 'calculate', output: 'It is ```4```.' }];
  await writeOutcome(ws, epoch, run, {
    events: [{ kind: 'act-succeeded', act, attempt: 1, message }],
    messages: [{ id: message, role: 'tool', act, body: { parts } }],
  });
}

async function failsOnceAndAnswers({ ws, run, epoch }: Told): Promise<void> {
  const act = freshId<'act'>(ws);
  await writeIntent(ws, epoch, run, intent(act));
  const error = { code: 'overloaded', retryable: true, parameters: {} } as const;
  await appendEvents(ws, epoch, run, [{ kind: 'act-failed', act, attempt: 1, error, final: false }]);
  await writeIntent(ws, epoch, run, intent(act, 2));
  const message = freshId<'message'>(ws);
  const parts: Part[] = [{ kind: 'text', text: 'It is 4.' }];
  await writeOutcome(ws, epoch, run, {
    events: [{ kind: 'act-succeeded', act, attempt: 2, message, stop: 'end', cost: 4_500_000 }],
    messages: [{ id: message, role: 'agent', act, stop: 'end', body: { parts } }],
    cost: costOf(act, { attempt: 2, message, basis: 'estimated' }),
  });
}

/** An event of a version that is not out yet; it happens to carry the fields of an outcome. */
export function unknownEvent(): RunEvent {
  const event: unknown = { kind: 'weather-changed', act: 'nowhere', attempt: 2, secret: hidden[1] };
  return event as RunEvent;
}
