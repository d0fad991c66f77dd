import type { RunEvent } from '../domain/event';
import type { Id, Instant } from '../domain/id';
import { filesOf } from '../domain/part';
import { inputTokens } from '../domain/usage';
import { isToolAct } from '../domain/run';
import type { Workspace } from '../storage/open';
import { noteOf } from './run-note';
import { attributes, nanos, providerName, spanId, traceId, usageOf, type Span, type SpanEvent } from './run-span';
import { runStory, type Attempt, type RunStory } from './run-story';
import type { Work } from './work';

/** How many spans are handed to the browser as one piece. */
const spansAtOnce = 100;

/**
 * A run as an OTLP `ExportTraceServiceRequest` in JSON: one `invoke_agent` span, below it a `chat` or `execute_tool` span
 * for every attempt. What was said and done is left out, as the conventions want it where nobody asked for it. Throws
 * `not-found`, and the reason of `abort`.
 */
export async function runAsTrace(ws: Workspace, run: Id<'run'>, work: Work): Promise<Blob> {
  const story = await runStory(ws, run, work);
  const trace = new Trace(story);
  const pieces = [head];
  let spans: Span[] = [];
  for await (const moment of story.moments) {
    if (moment.kind === 'event') trace.note(moment.at, moment.event);
    else spans.push(trace.attempt(moment.attempt));
    if (spans.length < spansAtOnce) continue;
    pieces.push(new Blob(spans.map(span => `${JSON.stringify(span)},`)));
    spans = [];
  }
  pieces.push(new Blob([...spans, trace.whole()].map((span, at) => `${at === 0 ? '' : ','}${JSON.stringify(span)}`)));
  return new Blob([...pieces, ']}]}]}'], { type: 'application/json' });
}

const service = [{ key: 'service.name', value: { stringValue: 'retinue' } }];
const head = new Blob([
  `{"resourceSpans":[{"resource":${JSON.stringify({ attributes: service })},"scopeSpans":[{"scope":{"name":"retinue"},"spans":[`,
]);

/** One trace in the making: what the attempts add up to is known when all were told. */
class Trace {
  readonly #story: RunStory;
  readonly #events: SpanEvent[] = [];
  #usage: { input: number; output: number } | undefined;
  #cost = 0;

  constructor(story: RunStory) {
    this.#story = story;
  }

  /** Something that is no act; of an event this version does not know, its name. */
  note(at: Instant, event: RunEvent): void {
    const told = noteOf(event);
    if (told) this.#events.push({ timeUnixNano: nanos(at), name: event.kind, attributes: attributes(told) });
  }

  attempt(attempt: Attempt): Span {
    const { intent, began, ended, outcome, cost } = attempt;
    const spent = cost?.cost ?? (outcome && 'cost' in outcome ? outcome.cost : undefined);
    if (cost?.usage) {
      const { input, output } = this.#usage ?? { input: 0, output: 0 };
      this.#usage = { input: input + inputTokens(cost.usage), output: output + cost.usage.output };
    }
    this.#cost += spent ?? 0;
    const isTool = isToolAct({ kind: intent.does });
    const { row } = this.#story;
    const operation = isTool ? 'execute_tool' : 'chat';
    return {
      traceId: traceId(row.id),
      spanId: spanId(intent.act, intent.attempt),
      parentSpanId: spanId(row.id),
      name: `${operation} ${(isTool ? toolName(intent) : (cost?.model ?? row.body.model.model)) ?? ''}`.trimEnd(),
      kind: isTool ? 1 : 3,
      startTimeUnixNano: nanos(began),
      endTimeUnixNano: nanos(ended),
      attributes: attributes({
        'gen_ai.operation.name': operation,
        'gen_ai.conversation.id': row.conversation,
        'gen_ai.agent.name': this.#story.agent.name,
        ...(isTool ? toolFacts(attempt) : this.#callFacts(attempt)),
        ...usageOf(cost, spent),
        'error.type': errorOf(attempt),
        'retinue.act.kind': intent.does,
        'retinue.act.status': outcome?.kind.replace('act-', '') ?? 'open',
        'retinue.act.attempt': intent.attempt,
      }),
      status: statusOf(errorOf(attempt)),
    };
  }

  /** The span of the run itself. */
  whole(): Span {
    const { row, agent, asked, provider, until } = this.#story;
    const files = filesOf(asked?.parts ?? []).map(file => file.type);
    const error = row.status.is === 'failed' ? row.status.error.code : undefined;
    return {
      traceId: traceId(row.id),
      spanId: spanId(row.id),
      name: `invoke_agent ${agent.name}`.trimEnd(),
      kind: 1,
      startTimeUnixNano: nanos(row.at),
      endTimeUnixNano: nanos(Math.max(row.at, until)),
      attributes: attributes({
        'gen_ai.operation.name': 'invoke_agent',
        'gen_ai.provider.name': providerName(provider),
        'gen_ai.agent.id': row.agent,
        'gen_ai.agent.name': agent.name,
        'gen_ai.conversation.id': row.conversation,
        'gen_ai.request.model': row.body.model.model,
        'gen_ai.usage.input_tokens': this.#usage?.input,
        'gen_ai.usage.output_tokens': this.#usage?.output,
        'error.type': error,
        'retinue.cost_nano_usd': this.#cost,
        'retinue.run.id': row.id,
        'retinue.run.status': row.status.is,
        'retinue.run.steps': row.steps,
        'retinue.run.simulated': row.simulated,
        'retinue.run.files': files.length > 0 ? files : undefined,
        'retinue.run.fork_of': row.fork,
        'retinue.run.has_unknown_events': row.readOnly ? true : undefined,
      }),
      ...(this.#events.length > 0 ? { events: this.#events } : {}),
      status: statusOf(error),
    };
  }

  #callFacts({ cost, said, window, outcome }: Attempt) {
    const { row, provider } = this.#story;
    const stop = outcome?.kind === 'act-succeeded' ? outcome.stop : undefined;
    return {
      'gen_ai.provider.name': providerName(cost?.provider ?? provider),
      'gen_ai.request.model': cost?.model ?? row.body.model.model,
      'gen_ai.request.stream': true,
      'gen_ai.response.model': said?.model,
      'gen_ai.response.id': cost?.providerId,
      'gen_ai.response.finish_reasons': stop && [stop],
      'retinue.window.messages': window,
    };
  }
}

function toolFacts({ intent }: Attempt) {
  return {
    'gen_ai.tool.name': toolName(intent),
    'gen_ai.tool.call.id': intent.call,
    'gen_ai.tool.type': 'function',
    'retinue.tool.id': intent.tool,
    'retinue.tool.effect': intent.effect,
    'retinue.tool.reach': intent.reach,
  };
}

/** A tool without where it comes from. */
const toolName = ({ tool }: Attempt['intent']) => tool?.split('/').at(-1);

function errorOf({ outcome, rejected }: Attempt): string | undefined {
  if (rejected) return 'rejected-by-user';
  if (outcome?.kind === 'act-failed') return outcome.error.code;
  return outcome?.kind === 'act-unknown' ? 'unknown-outcome' : undefined;
}

function statusOf(error: string | undefined): Span['status'] {
  return error === undefined ? { code: 0 } : { code: 2, message: error };
}
