import fc from 'fast-check';
import type { RunEvent } from '../../src/domain/event';
import type { Id } from '../../src/domain/id';

const act = fc.constantFrom('act-1', 'act-2', 'act-3').map(id => id as Id<'act'>);
const message = fc.constantFrom('message-1', 'message-2').map(id => id as Id<'message'>);
const request = fc.constantFrom('request-1', 'request-2').map(id => id as Id<'request'>);
const attempt = fc.integer({ min: 1, max: 3 });
const cost = fc.integer({ min: 0, max: 1_000_000 });
const charge = fc.oneof(
  cost.map(paid => ({ cost: paid })),
  fc.constant({ unknown: true } as const),
  fc.constant({}),
);
const error = { code: 'provider-failed', retryable: true, parameters: {} } as const;

/** Any event a run may meet, in any order: also orders that no engine writes. */
export const anyEvent: fc.Arbitrary<RunEvent> = fc.oneof(
  fc.integer({ min: 1, max: 9 }).map((epoch): RunEvent => ({ kind: 'run-leased', epoch })),
  fc.constantFrom<RunEvent>(
    { kind: 'run-woken' },
    { kind: 'cancel-requested' },
    { kind: 'run-waiting', for: 'network' },
    { kind: 'run-waiting', for: 'rate', until: 5 },
    { kind: 'run-waiting', for: 'approval' },
    { kind: 'run-waiting', for: 'paused' },
    { kind: 'run-waiting', for: 'child' },
    { kind: 'pause-requested' },
    { kind: 'resume-requested' },
  ),
  fc.constantFrom<RunEvent>({ kind: 'run-succeeded' }, { kind: 'run-cancelled' }, { kind: 'run-failed', error }),
  message.map((id): RunEvent => ({ kind: 'steering-sent', message: id })),
  message.map((id): RunEvent => ({ kind: 'steering-sent', message: id, quiet: true })),
  message.map((id): RunEvent => ({ kind: 'steering-read', messages: [id], tip: id })),
  fc
    .tuple(request, act, fc.constantFrom('approval', 'question', 'loop', 'outcome'))
    .map(([id, of, asks]): RunEvent => ({
      kind: 'request-opened',
      request: id,
      asks,
      shown: 'payload',
      ...(asks === 'loop' ? {} : { act: of, call: `call-of-${of}` }),
    })),
  fc.tuple(request, fc.constantFrom('approved', 'rejected', 'told', 'done', 'again')).map(([id, said]): RunEvent => ({
    kind: 'request-answered',
    request: id,
    answer: said,
  })),
  request.map((id): RunEvent => ({ kind: 'request-voided', request: id })),
  act.map((id): RunEvent => ({ kind: 'child-ended', act: id })),
  act.map((id): RunEvent => ({
    kind: 'act-intent',
    act: id,
    attempt: 1,
    does: 'child-run',
    effect: 'idempotent',
    reach: 'none',
    idempotencyKey: id,
    call: `call-of-${id}`,
  })),
  fc.tuple(act, attempt).map(([id, number]): RunEvent => ({ kind: 'act-unknown', act: id, attempt: number })),
  fc
    .tuple(act, attempt, fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: -1, max: 1 }))
    .map(([id, number, more, unknown]): RunEvent => ({
      kind: 'late-usage',
      act: id,
      attempt: number,
      cost: more,
      unknown,
    })),
  fc
    .tuple(act, attempt, fc.boolean(), fc.option(request, { nil: undefined }))
    .map(([id, number, isTool, used]): RunEvent => ({
      kind: 'act-intent',
      act: id,
      attempt: number,
      does: isTool ? 'tool-call' : 'model-call',
      effect: isTool ? 'pure' : 'billed',
      reach: 'none',
      idempotencyKey: id,
      ...(isTool ? { call: `call-of-${id}` } : {}),
      ...(isTool && used ? { request: used } : {}),
    })),
  fc.tuple(act, attempt, cost, message).map(([id, number, paid, written]): RunEvent => ({
    kind: 'act-succeeded',
    act: id,
    attempt: number,
    cost: paid,
    message: written,
    calls: [`call-of-${id}`],
  })),
  fc.tuple(act, attempt, charge, fc.boolean()).map(([id, number, paid, final]): RunEvent => ({
    kind: 'act-failed',
    act: id,
    attempt: number,
    error,
    ...paid,
    final,
  })),
  fc
    .tuple(act, attempt, cost)
    .map(([id, number, paid]): RunEvent => ({ kind: 'act-cancelled', act: id, attempt: number, cost: paid })),
);
