import type { ConnectionRow } from '../../src/domain/connection';
import { derivedId, newId, type Id } from '../../src/domain/id';
import type { KeyId, Provider, Receipt, SendPort, VaultStatus } from '../../src/domain/ports';
import type { StreamEvent } from '../../src/domain/stream';
import type { Tool } from '../../src/domain/tool';
import { dispatch } from '../../src/engine/dispatch';
import { openCooldowns } from '../../src/engine/cooldown';
import type { EngineStatus } from '../../src/engine/door';
import type { Engine } from '../../src/engine/engine';
import type { Lead } from '../../src/engine/leader';
import { addAgent } from '../../src/storage/agents';
import { addConnection } from '../../src/storage/connections';
import { saveDraft } from '../../src/storage/drafts';
import { takeLead } from '../../src/storage/lease';
import { openWorkspace, type Workspace } from '../../src/storage/open';
import { askColleague } from '../../src/tools/ask-colleague';
import { toolbox } from '../../src/tools/toolbox';
import { seededRandom } from '../domain/random';

/** What a model does when it is asked: the events of one call, or a wait for the abort. */
export type Script = (call: {
  number: number;
  body: string;
  abort: AbortSignal;
  send: () => Promise<unknown>;
}) => AsyncIterable<StreamEvent>;

export interface Stage {
  engine: Engine;
  workspace: Workspace;
  agent: Id<'agent'>;
  connection: Id<'connection'>;
  /** Bodies of the requests that were made. */
  asked: string[];
  receipts: Receipt[];
  keys: { set(state: VaultStatus['state']): void };
  /** Pauses everything, or lets it go on. */
  halt(on: boolean): void;
  lead(): Promise<Lead & { stop(): void }>;
}

let stages = 0;

/** An engine on a real database, with a provider that plays `script` and a vault that only notes receipts. */
export async function setStage(
  script: Script,
  options: { wire?: ConnectionRow['wire']; tools?: readonly Tool[]; provider?: Partial<Provider> } = {},
): Promise<Stage> {
  const tools = [...toolbox(), ...(options.tools ?? [])];
  stages += 1;
  let clock = 1_790_000_000_000;
  // Fast, so that what is due twice a second is soon due.
  const now = () => (clock += 25);
  const random = seededRandom(stages);
  const id = newId<'workspace'>(now(), seededRandom(Math.trunc(performance.now() * 1_000) + stages));
  const workspace = await openWorkspace({ scope: '/test/', id, now, random });
  const wire = options.wire ?? 'anthropic-messages';
  const connection = await addConnection(workspace, {
    provider: wire === 'simulated' ? 'simulated' : 'anthropic',
    wire,
    key: derivedId<'key'>('test', 'key') satisfies KeyId,
    body: { name: 'Test', baseUrl: 'https://api.example', options: {} },
  });
  const agent = await addAgent(workspace, {
    hue: 0,
    tier: 'balanced',
    connection,
    maxOutput: 1_000,
    simulated: wire === 'simulated',
    instructions: 'Answer.',
    body: { name: 'Ada', role: 'assistant to the tests', model: 'model-a', tools: tools.map(tool => tool.name) },
  });
  const stage = { asked: [] as string[], receipts: [] as Receipt[] };
  const vault = noteTaker(stage.receipts, now);
  const listeners = new Set<() => void>();
  let halted = false;
  const status: EngineStatus = { workspace: id, leads: true, led: true, online: true };
  const engine: Engine = {
    now,
    random,
    scope: '/test/',
    workspace,
    vault,
    tools,
    delegate: () => Promise.resolve(askColleague),
    providerFor: () => Promise.resolve({ ...scripted(script, stage.asked), ...options.provider }),
    prices: {
      find: () =>
        Promise.resolve({
          rates: { input: 3_000_000_000, output: 15_000_000_000 },
          tiers: [],
          date: '2026-09-23',
          model: 'model-a',
          match: 'exact',
        }),
      readList: () => Promise.resolve([]),
      rank: () => Promise.resolve([]),
    },
    online: { now: () => true, watch: () => {} },
    aside: { now: () => false, watch: () => {} },
    cooldowns: openCooldowns(now),
    keysOpen: () => vault.state === 'open',
    halted: () => halted,
    checkpoint: (draft, act, attempt, resume) =>
      void saveDraft(workspace, { ...draft, act, attempt, ...(resume ? { resume } : {}) }).catch(() => {}),
    drafts: { show: () => {}, clear: () => {}, watch: () => () => {} },
    bell: {
      ring: () => listeners.forEach(listener => listener()),
      onRing: listener => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    status: { now: () => status, tell: change => void Object.assign(status, change), watch: () => () => {} },
  };
  return {
    ...stage,
    engine,
    workspace,
    agent,
    connection,
    keys: {
      set(state) {
        vault.state = state;
        engine.bell.ring();
      },
    },
    halt(on) {
      halted = on;
      engine.bell.ring();
    },
    async lead() {
      const stopped = new AbortController();
      const lead = { epoch: await takeLead(workspace), abort: stopped.signal };
      dispatch(engine, lead);
      return { ...lead, stop: () => stopped.abort() };
    },
  };
}

function scripted(script: Script, asked: string[]): Provider {
  return {
    body: (_, request) => JSON.stringify({ model: request.model, max_tokens: request.maxOutput, turns: request.turns }),
    async *stream(endpoint, request, call) {
      const body = this.body(endpoint, request);
      asked.push(body);
      const send = () => call.send({ method: 'POST', url: `${endpoint.baseUrl}/messages`, headers: {}, body });
      yield* script({ number: asked.length, body, abort: call.abort, send });
    },
    listModels: () => Promise.resolve([]),
    check: () => Promise.resolve({}),
  };
}

/** A way out that leads nowhere and keeps its receipts, as the broker does. */
function noteTaker(receipts: Receipt[], now: () => number): SendPort & { state: VaultStatus['state'] } {
  return {
    state: 'open',
    send(request) {
      const { connection, purpose, run, act, attempt } = request;
      receipts.push({
        id: receipts.length + 1,
        at: now(),
        connection,
        origin: 'https://api.example',
        path: '/messages',
        purpose,
        bytesOut: request.body?.length ?? 0,
        bytesIn: 0,
        state: 'opened',
        ...(run ? { run } : {}),
        ...(act ? { act } : {}),
        ...(attempt === undefined ? {} : { attempt }),
      });
      return Promise.resolve({ status: 200, headers: {}, chunks: (async function* () {})() });
    },
    sent: (act, attempt) => Promise.resolve(receipts.find(one => one.act === act && one.attempt === attempt)),
    watch: () => () => {},
  };
}

/** Waits until `check` holds; fails after two seconds with what `tell` says. */
export async function until(check: () => Promise<boolean>, tell: () => Promise<unknown>): Promise<void> {
  for (let round = 0; round < 200; round++) {
    if (await check()) return;
    await new Promise(resolve => setTimeout(resolve, 10));
  }
  throw new Error(`still not: ${JSON.stringify(await tell())}`);
}
