import { describe, expect, test } from 'vitest';

import type { Attribute, Span, Value } from '../../src/exchange/run-span';
import { runAsTrace } from '../../src/exchange/run-trace';
import type { Work } from '../../src/exchange/work';
import type { Id } from '../../src/domain/id';
import { appendEvents } from '../../src/storage/runs';
import { freshId } from '../../src/storage/write';
import { writeIntent } from '../../src/storage/acts';
import { freshWorkspace, hire, intent, lead, say } from '../storage/workspace-fixture';
import { idle } from './file-fixture';
import { hidden, toldRun, unknownEvent } from './run-fixture';

interface Request {
  resourceSpans: [{ resource: { attributes: Attribute[] }; scopeSpans: [{ scope: { name: string }; spans: Span[] }] }];
}

async function read(blob: Promise<Blob>): Promise<{ text: string; spans: Span[] }> {
  const text = await (await blob).text();
  const request: Request = JSON.parse(text);
  expect(request.resourceSpans[0].resource.attributes).toContainEqual({
    key: 'service.name',
    value: { stringValue: 'retinue' },
  });
  return { text, spans: request.resourceSpans[0].scopeSpans[0].spans };
}

const valueOf = (value: Value): unknown => {
  if ('stringValue' in value) return value.stringValue;
  if ('intValue' in value) return Number(value.intValue);
  return 'boolValue' in value ? value.boolValue : value.arrayValue.values.map(valueOf);
};
const facts = (attributes: readonly Attribute[] = []) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, valueOf(value)]));
const named = (spans: readonly Span[], name: string) => spans.filter(span => span.name === name);

describe('a run as OpenTelemetry spans', () => {
  test('is an agent’s span over one span for every attempt, with ids of their own that stay the same', async () => {
    const { ws, run } = await toldRun();
    const { text, spans } = await read(runAsTrace(ws, run, idle()));
    expect(spans.map(span => span.name)).toEqual([
      'chat claude-sonnet-5',
      'execute_tool calculate',
      'chat claude-sonnet-5',
      'chat claude-sonnet-5',
      'invoke_agent Ada',
    ]);
    const root = spans.at(-1);
    expect(root?.parentSpanId).toBeUndefined();
    for (const span of spans) {
      expect(span.traceId).toMatch(/^[0-9a-f]{32}$/);
      expect(span.spanId).toMatch(/^[0-9a-f]{16}$/);
      expect(span.traceId).toBe(root?.traceId);
      expect(span.parentSpanId).toBe(span === root ? undefined : root?.spanId);
      expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
      expect(BigInt(span.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(root?.startTimeUnixNano ?? 0));
      expect(BigInt(span.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(root?.endTimeUnixNano ?? 0));
    }
    expect(new Set(spans.map(span => span.spanId)).size).toBe(spans.length);
    expect(root?.startTimeUnixNano).toMatch(/^17\d{11}000000$/);
    expect((await read(runAsTrace(ws, run, idle()))).text).toBe(text);
  });

  test('says what a call used and cost, cached tokens among the input', async () => {
    const { ws, run } = await toldRun();
    const { spans } = await read(runAsTrace(ws, run, idle()));
    const [first] = named(spans, 'chat claude-sonnet-5');
    const row = await ws.db.run.get(run);
    expect(first?.kind).toBe(3);
    expect(facts(first?.attributes)).toEqual({
      'gen_ai.operation.name': 'chat',
      'gen_ai.conversation.id': row?.conversation,
      'gen_ai.agent.name': 'Ada',
      'gen_ai.provider.name': 'anthropic',
      'gen_ai.request.model': 'claude-sonnet-5',
      'gen_ai.request.stream': true,
      'gen_ai.response.model': 'claude-sonnet-5-1',
      'gen_ai.response.id': 'msg_1',
      'gen_ai.response.finish_reasons': ['tool-calls'],
      'gen_ai.usage.input_tokens': 1_200,
      'gen_ai.usage.output_tokens': 100,
      'gen_ai.usage.cache_read.input_tokens': 200,
      'gen_ai.usage.reasoning.output_tokens': 40,
      'retinue.window.messages': 1,
      'retinue.cost_nano_usd': 4_500_000,
      'retinue.cost_basis': 'priced',
      'retinue.act.kind': 'model-call',
      'retinue.act.status': 'succeeded',
      'retinue.act.attempt': 1,
    });
    expect(facts(spans.at(-1)?.attributes)).toMatchObject({
      'gen_ai.operation.name': 'invoke_agent',
      'gen_ai.agent.id': row?.agent,
      'gen_ai.usage.input_tokens': 2_200,
      'gen_ai.usage.output_tokens': 200,
      'retinue.cost_nano_usd': 9_000_000,
      'retinue.run.status': 'succeeded',
      'retinue.run.steps': 2,
      'retinue.run.files': ['image/png'],
    });
  });

  test('tells an attempt that failed apart from the one that did not', async () => {
    const { ws, run } = await toldRun();
    const { spans } = await read(runAsTrace(ws, run, idle()));
    const [, failed, answered] = named(spans, 'chat claude-sonnet-5');
    expect(failed?.status).toEqual({ code: 2, message: 'overloaded' });
    expect(facts(failed?.attributes)).toMatchObject({ 'error.type': 'overloaded', 'retinue.act.attempt': 1 });
    expect(answered?.status).toEqual({ code: 0 });
    expect(facts(answered?.attributes)).not.toHaveProperty('error.type');
  });

  test('tells a failed run, and an act whose outcome nobody wrote', async () => {
    const error = { code: 'over-budget', retryable: false, parameters: {} } as const;
    const { ws, run } = await toldRun({ ends: [{ kind: 'run-failed', error }] });
    const root = (await read(runAsTrace(ws, run, idle()))).spans.at(-1);
    expect(root?.status).toEqual({ code: 2, message: 'over-budget' });

    const other = await freshWorkspace();
    const { run: cut } = await say(other, await hire(other), 'Hello');
    await writeIntent(other, await lead(other, cut), cut, intent(freshId(other)));
    const [open] = (await read(runAsTrace(other, cut, idle()))).spans;
    expect(facts(open?.attributes)).toMatchObject({ 'retinue.act.status': 'open' });
  });

  test('notes what was asked of the user, and events of a newer version by name', async () => {
    const { ws, run } = await toldRun({ ends: [unknownEvent(), { kind: 'run-succeeded' }] });
    const root = (await read(runAsTrace(ws, run, idle()))).spans.at(-1);
    const events = root?.events ?? [];
    expect(events.map(event => event.name)).toEqual([
      'request-opened',
      'run-waiting',
      'request-answered',
      'weather-changed',
      'run-succeeded',
    ]);
    expect(facts(events[2]?.attributes)).toMatchObject({ 'retinue.request.answer': 'edited' });
    expect(facts(events[3]?.attributes)).toEqual({ 'retinue.event.known': false });
    expect(facts(root?.attributes)).toMatchObject({ 'retinue.run.has_unknown_events': true });
  });

  test('says which tool was used, and holds nothing that was said and nothing hidden', async () => {
    const { ws, run } = await toldRun();
    const { text, spans } = await read(runAsTrace(ws, run, idle()));
    const [tool] = named(spans, 'execute_tool calculate');
    expect(facts(tool?.attributes)).toMatchObject({
      'gen_ai.tool.name': 'calculate',
      'gen_ai.tool.call.id': 'call_1',
      'retinue.tool.id': 'built-in/calculate',
    });
    for (const said of ['2 + 2', 'I calculate', 'It is', 'safer', 'Times']) expect(text).not.toContain(said);
    for (const secret of hidden) expect(text).not.toContain(secret);
  });

  test('stops when told to, tells how far it is, and knows which run there is none of', async () => {
    const { ws, run } = await toldRun();
    const told: number[] = [];
    await runAsTrace(ws, run, { ...idle(), progress: done => told.push(done) });
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
    const stopped: Work = { abort: AbortSignal.abort(new Error('enough')), progress: () => {} };
    await expect(runAsTrace(ws, run, stopped)).rejects.toThrow('enough');
    const nobody: Id<'run'> = freshId(ws);
    await expect(runAsTrace(ws, nobody, idle())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('is valid over many pieces', async () => {
    const { ws, run } = await toldRun({ ends: [] });
    const row = await ws.db.run.get(run);
    const epoch = row?.status.is === 'running' ? row.status.epoch : 0;
    const acts = Array.from({ length: 230 }, () => freshId<'act'>(ws));
    for (const act of acts)
      await appendEvents(ws, epoch, run, [intent(act), { kind: 'act-cancelled', act, attempt: 1 }]);
    const { spans } = await read(runAsTrace(ws, run, idle()));
    expect(spans).toHaveLength(4 + 230 + 1);
  });
});
