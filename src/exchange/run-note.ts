import type { RunEvent } from '../domain/event';
import type { attributes } from './run-span';

type Facts = Parameters<typeof attributes>[0];

/** What an event besides acts says in a trace; nothing for the queue's own. */
export function noteOf(event: RunEvent): Facts | undefined {
  switch (event.kind) {
    case 'run-waiting':
      return { 'retinue.waiting.for': event.for };
    case 'request-opened':
      return {
        'retinue.request.id': event.request,
        'retinue.request.asks': event.asks,
        'gen_ai.tool.call.id': event.call,
      };
    case 'request-answered':
      return { 'retinue.request.id': event.request, 'retinue.request.answer': event.answer };
    case 'request-voided':
      return { 'retinue.request.id': event.request };
    case 'model-switched':
      return {
        'retinue.model.from': event.from.model,
        'gen_ai.request.model': event.to.model,
        'error.type': event.because,
      };
    case 'run-queued':
    case 'run-leased':
    case 'run-woken':
    case 'child-ended':
    case 'act-intent':
      return undefined;
    case 'cancel-requested':
    case 'pause-requested':
    case 'resume-requested':
    case 'steering-sent':
    case 'steering-read':
    case 'run-succeeded':
    case 'run-failed':
    case 'run-cancelled':
    case 'run-undecided':
    case 'act-succeeded':
    case 'act-failed':
    case 'act-cancelled':
    case 'act-unknown':
      return {};
    case 'late-usage':
      return { 'retinue.cost_nano_usd': event.cost };
    default:
      // Of a newer version: that it happened, not what it meant.
      event satisfies never;
      return { 'retinue.event.known': false };
  }
}
