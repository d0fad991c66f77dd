import type { RunEvent } from '../../src/domain/event';
import type { Id } from '../../src/domain/id';
import type { Part } from '../../src/domain/part';
import { writeIntent, writeOutcome } from '../../src/storage/acts';
import type { Workspace } from '../../src/storage/open';
import { answerRequests, openRequests } from '../../src/storage/requests';
import { appendEvents, leaseRun } from '../../src/storage/runs';
import { freshId } from '../../src/storage/write';
import { costOf, freshWorkspace, hire, intent, lead, model, say } from '../storage/workspace-fixture';

/** Never to be seen outside: a signature, encrypted thoughts, and a key somebody pasted. */
export const hidden = ['SIGNATURE-OF-A-BLOCK', 'hash-of-the-request', 'sk-ant-api03-A1b2C3d4E5f6G7h8I9j0'];

export interface ToldRun {
  ws: Workspace;
  run: Id<'run'>;
  asking: Id<'act'>;
  tool: Id<'act'>;
  answering: Id<'act'>;
}

/** A run that thinks, asks for a tool, is allowed another input, fails once, and answers. */
export async function toldRun(more: { ends?: readonly RunEvent[] } = {}): Promise<ToldRun> {
  const ws = await freshWorkspace({ seed: 4_711 });
  const agent = await hire(ws);
  const { run } = await say(ws, agent, `What is 2 + 2?\nMy key is ${hidden[2]}.`, { title: 'A sum' });
  const epoch = await lead(ws, run);
  const [asking, tool, answering] = [freshId<'act'>(ws), freshId<'act'>(ws), freshId<'act'>(ws)];
  await writeIntent(ws, epoch, run, intent(asking), { manifest: { messages: [], count: 1, body: hidden[1] } });
  const first = freshId<'message'>(ws);
  const parts: Part[] = [
    {
      kind: 'reasoning',
      text: 'A tool is safer.',
      replay: { wire: 'anthropic-messages', model: model.model, block: { signature: hidden[0] } },
    },
    { kind: 'text', text: 'I calculate that.\n![seen](https://tracker.example/x.png)' },
    { kind: 'tool-call', call: 'call_1', name: 'calculate', input: { expression: '2 + 2' } },
  ];
  await writeOutcome(ws, epoch, run, {
    events: [
      {
        kind: 'act-succeeded',
        act: asking,
        attempt: 1,
        message: first,
        stop: 'tool-calls',
        calls: ['call_1'],
        cost: 4_500_000,
      },
    ],
    messages: [
      { id: first, role: 'agent', act: asking, stop: 'tool-calls', body: { parts, model: 'claude-sonnet-5-1' } },
    ],
    cost: costOf(asking, {
      message: first,
      providerId: 'msg_1',
      usage: { input: 1_000, cacheRead: 200, output: 100, reasoning: 40 },
    }),
  });
  const request = freshId<'request'>(ws);
  const body = { tool: 'built-in/calculate', input: { expression: '2 + 2' } };
  await openRequests(
    ws,
    epoch,
    run,
    [{ request, asks: 'approval', call: 'call_1', tool: 'built-in/calculate', fingerprint: hidden[1] ?? '', body }],
    { after: [{ kind: 'run-waiting', for: 'approval' }] },
  );
  await answerRequests(ws, run, [
    { request, answer: 'edited', said: 'Times, not plus.', input: { expression: '2 * 2' } },
  ]);
  await leaseRun(ws, epoch, run);
  const { ceiling: _, ...plain } = intent(tool);
  await writeIntent(ws, epoch, run, {
    ...plain,
    does: 'tool-call',
    effect: 'pure',
    reach: 'none',
    call: 'call_1',
    tool: 'built-in/calculate',
    request,
  });
  const second = freshId<'message'>(ws);
  await writeOutcome(ws, epoch, run, {
    events: [{ kind: 'act-succeeded', act: tool, attempt: 1, message: second }],
    messages: [
      {
        id: second,
        role: 'tool',
        act: tool,
        body: { parts: [{ kind: 'tool-result', call: 'call_1', name: 'calculate', output: 'It is ```4```.' }] },
      },
    ],
  });
  await writeIntent(ws, epoch, run, intent(answering));
  const error = { code: 'overloaded', retryable: true, parameters: {} } as const;
  await appendEvents(ws, epoch, run, [{ kind: 'act-failed', act: answering, attempt: 1, error, final: false }]);
  await writeIntent(ws, epoch, run, intent(answering, 2));
  const third = freshId<'message'>(ws);
  await writeOutcome(ws, epoch, run, {
    events: [{ kind: 'act-succeeded', act: answering, attempt: 2, message: third, stop: 'end', cost: 4_500_000 }],
    messages: [
      { id: third, role: 'agent', act: answering, stop: 'end', body: { parts: [{ kind: 'text', text: 'It is 4.' }] } },
    ],
    cost: costOf(answering, { attempt: 2, message: third, basis: 'estimated' }),
  });
  await appendEvents(ws, epoch, run, more.ends ?? [{ kind: 'run-succeeded' }]);
  return { ws, run, asking, tool, answering };
}

/** An event of a version that is not out yet; it happens to carry the fields of an outcome. */
export function unknownEvent(): RunEvent {
  const event: unknown = { kind: 'weather-changed', act: 'nowhere', attempt: 2, secret: hidden[1] };
  return event as RunEvent;
}
