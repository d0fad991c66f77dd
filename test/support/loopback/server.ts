import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { Duplex } from 'node:stream';

import { answerHeaders, preflight } from './cors';
import { counts, countTokens } from './count';
import { faulty, strikes, type Fault } from './faults';
import { filesIn, tokensOfFiles, wrongFile } from './files';
import { Holds } from './hold';
import { hostOf, idHeaders, keyTrouble, wireAt, type Dialect, type Host, type HostName } from './hosts';
import { KeptReply } from './kept-reply';
import { decimalDollars, priceOf, type LedgerLine } from './ledger';
import type { Loopback, Seen } from './loopback';
import { listOf, modelIds } from './models';
import { seeded } from './random';
import { refuse } from './refusals';
import { compose, type Asked } from './reply';
import { Router } from './router';
import { promisesBroken } from './rules';
import { usualScene, type Answer, type Refusal, type RefusalName, type Scene } from './scenarios';
import { stream } from './stream';
import { wrongShape } from './validate';
import { wires, type AnyBody } from './wires';

export type { Loopback } from './loopback';

const file = (name: string) => readFileSync(new URL(name, import.meta.url));

/** Starts the stand-in on a free port of 127.0.0.1. `seed` decides how streams are cut into chunks. */
export async function startLoopback(options: { seed?: number } = {}): Promise<Loopback> {
  const loopback = new LoopbackServer(options.seed ?? 1);
  await loopback.listen();
  return loopback;
}

/** What Chromium must be started with so that every host but this machine's own ends at the stand-in. */
export function chromiumArguments(port: number): string[] {
  return [
    `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
    '--ignore-certificate-errors',
  ];
}

class LoopbackServer implements Loopback {
  port = 0;
  readonly seen: Seen[] = [];
  readonly ledger: LedgerLine[] = [];
  readonly problems: string[] = [];
  readonly router = new Router();
  readonly #faults = new Map<HostName, Fault>();
  readonly #random;
  readonly #scenes = new Map<HostName, Scene[]>();
  readonly #looks = new Map<HostName, Refusal[]>();
  readonly #prefixes = new Set<string>();
  readonly #kept = new Map<string, KeptReply>();
  readonly #holds = new Holds();
  readonly goOn = () => this.#holds.goOn();
  readonly #sockets = new Set<Duplex>();
  readonly #server = createServer(
    { key: file('./test-only.key.pem'), cert: file('./test-only.certificate.pem') },
    (request, response) => {
      this.#handle(request, response).catch(error => {
        this.problems.push(`the stand-in itself failed: ${error instanceof Error ? error.stack : String(error)}`);
        response.destroy();
      });
    },
  );
  #calls = 0;
  #down = false;

  constructor(seed: number) {
    this.#random = seeded(seed);
    this.#server.on('connection', socket => {
      if (this.#down) return void socket.destroy();
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
    });
  }

  async listen(): Promise<void> {
    await new Promise<void>(resolve => this.#server.listen(0, '127.0.0.1', resolve));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the stand-in got no port');
    this.port = address.port;
  }

  queue(host: HostName, ...scenes: Scene[]): void {
    this.#scenes.set(host, [...(this.#scenes.get(host) ?? []), ...scenes]);
  }

  queueLook(host: HostName, ...refusals: Refusal[]): void {
    this.#looks.set(host, [...(this.#looks.get(host) ?? []), ...refusals]);
  }

  spoil(host: HostName, fault: Fault): void {
    this.#faults.set(host, fault);
  }

  setDown(down: boolean): void {
    this.#down = down;
    if (down) for (const socket of this.#sockets) socket.destroy();
  }

  ageReplies(minutes: number): void {
    for (const kept of this.#kept.values()) kept.age += minutes * 60_000;
  }

  reset(): void {
    this.setDown(false);
    this.#holds.reset();
    for (const list of [this.seen, this.ledger, this.problems]) list.length = 0;
    for (const kept of [this.#scenes, this.#looks, this.#prefixes, this.#kept, this.#faults]) kept.clear();
    this.router.reset();
  }

  async stop(): Promise<void> {
    const closed = new Promise<void>(resolve => this.#server.close(() => resolve()));
    this.setDown(true);
    await closed;
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', headers } = request;
    const { pathname: path, searchParams } = new URL(request.url ?? '/', 'https://loopback');
    const known = hostOf(headers.host);
    const fault = known && this.#faults.get(known.name);
    const host = known && fault ? faulty(known, fault) : known;
    const bytes: Buffer[] = [];
    for await (const chunk of request) bytes.push(chunk);
    const body = Buffer.concat(bytes).toString('utf8');
    // The browser's own errands (updates, accounts) have no page as their source.
    if (headers['sec-fetch-site'] === 'none') return void response.writeHead(421).end();
    if (strikes(fault, response)) return;
    if (method === 'OPTIONS' && host) return this.#answerPreflight(host, headers, response);
    this.seen.push({ host: headers.host ?? '', method, path, headers, body });
    if (!host) return void response.writeHead(421).end();
    const own = host.name === 'openrouter.ai' && this.router.answer(method, path, searchParams, body, this.ledger);
    if (own)
      return void response
        .writeHead(own.status, { ...own.headers, ...answerHeaders(host, headers, own.status) })
        .end(own.body);
    const place = path.startsWith(`${host.base}/`) ? path.slice(host.base.length) : '';
    const wire = wireAt(host, place);
    if (searchParams.has('key')) this.problems.push(`${host.name}: a key in an address`);
    if (wire?.dialect === 'gemini' && searchParams.get('alt') !== 'sse')
      this.problems.push(`${host.name}: no stream of events`);
    if (method === 'POST' && wire) return this.#answerCall(host, wire, headers, response, body);
    const named = /^\/responses\/([\w-]+)(\/cancel)?$/.exec(place);
    if (host.wires['/responses'] && named && method === (named[2] ? 'POST' : 'GET'))
      return this.#answerKept(host, this.#kept.get(named[1] ?? ''), method, searchParams, headers, response);
    if (method === 'GET' || counts(host, place)) return this.#answerLook(host, place, headers, response, body);
    return this.#refuse(host, headers, response, { kind: 'refusal', name: 'unknown-path' });
  }

  #answerPreflight(host: Host, headers: IncomingHttpHeaders, response: ServerResponse): void {
    const answer = preflight(host, headers);
    if (!answer.passes && !this.#faults.has(host.name)) this.problems.push(answer.why);
    response.writeHead(answer.passes ? 204 : 403, answer.passes ? answer.headers : {}).end();
  }

  /** What is free, credit or none: a list, a key check, a count of tokens. */
  #answerLook(host: Host, place: string, headers: IncomingHttpHeaders, response: ServerResponse, body: string): void {
    const queued = this.#looks.get(host.name)?.shift();
    if (queued) return this.#refuse(host, headers, response, queued);
    const router = host.name === 'openrouter.ai';
    const trouble = router && place === '/models' ? undefined : keyTrouble(host, headers);
    if (trouble !== undefined && trouble !== 'no-credit') {
      const wait = trouble === 'rate-limited' ? { retryAfter: 20 } : {};
      return this.#refuse(host, headers, response, { kind: 'refusal', name: trouble, ...wait });
    }
    const counted = counts(host, place) ? countTokens(host, place, headers, JSON.parse(body)) : undefined;
    if (counted && 'complaint' in counted) {
      this.problems.push(`${host.name} does not count: ${counted.complaint}`);
      return this.#refuse(host, headers, response, { kind: 'refusal', name: 'bad-request', detail: counted.complaint });
    }
    const account = router && place === '/key' ? this.router.account(this.ledger) : undefined;
    const found = place === '/models' ? listOf(host.name) : (counted ?? account);
    if (!found) return this.#refuse(host, headers, response, { kind: 'refusal', name: 'unknown-path' });
    response
      .writeHead(200, { 'content-type': 'application/json', ...answerHeaders(host, headers, 200) })
      .end(JSON.stringify(found));
  }

  async #answerKept(
    host: Host,
    kept: KeptReply | undefined,
    method: string,
    query: URLSearchParams,
    headers: IncomingHttpHeaders,
    response: ServerResponse,
  ): Promise<void> {
    const trouble = keyTrouble(host, headers) ?? (kept?.isKept ? undefined : 'unknown-path');
    if (trouble || !kept)
      return this.#refuse(host, headers, response, { kind: 'refusal', name: trouble ?? 'unknown-path' });
    const streams = query.get('stream') === 'true';
    if (streams && !kept.canBeStreamed) {
      const detail = 'This response can no longer be streamed because it is more than 5 minutes old.';
      return this.#refuse(host, headers, response, { kind: 'refusal', name: 'bad-request', detail });
    }
    if (method === 'POST') kept.cancel();
    const type = streams ? 'text/event-stream; charset=utf-8' : 'application/json';
    response.writeHead(200, { 'content-type': type, ...answerHeaders(host, headers, 200) });
    if (streams) return kept.listen(response, Number(query.get('starting_after') ?? -1), this.#random);
    response.end(JSON.stringify(kept.shown(query.getAll('include[]').includes('reasoning.encrypted_content'))));
  }

  #refuse(host: Host, headers: IncomingHttpHeaders, response: ServerResponse, refusal: Refusal): void {
    const answer = refuse(host, refusal);
    const cors = answerHeaders(host, headers, answer.status);
    response
      .writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers, ...cors })
      .end(answer.body);
  }

  async #answerCall(
    host: Host,
    { dialect, model }: { dialect: Dialect; model?: string },
    headers: IncomingHttpHeaders,
    response: ServerResponse,
    text: string,
  ): Promise<void> {
    const refuseIt = (name: RefusalName, detail?: string) =>
      this.#refuse(host, headers, response, { kind: 'refusal', name, ...(detail !== undefined && { detail }) });
    const trouble = keyTrouble(host, headers);
    if (trouble) return refuseIt(trouble);
    const body: AnyBody = JSON.parse(text);
    const misshapen = wrongShape(dialect, body);
    if (model !== undefined) body.model = model;
    const files = misshapen === undefined ? filesIn(dialect, body) : [];
    const complaint = misshapen ?? wires[dialect].complain(body, headers, host) ?? wrongFile(files);
    this.problems.push(...promisesBroken(host.name, dialect, body).map(broken => `${host.name}: ${broken}`));
    if (complaint !== undefined) {
      this.problems.push(`${host.name} refuses: ${complaint}`);
      return refuseIt('bad-request', complaint);
    }
    if (!modelIds[host.name].includes(body.model)) return refuseIt('unknown-model', body.model);
    const asked = { ...wires[dialect].read(body), fileTokens: tokensOfFiles(files) };
    const scene = this.#scenes.get(host.name)?.shift() ?? usualScene(asked);
    switch (scene.kind) {
      case 'silence':
        return;
      case 'hangup':
        return void response.destroy();
      case 'refusal':
        return this.#refuse(host, headers, response, scene);
      case 'answer':
        return this.#answer(host, dialect, asked, scene, headers, response);
    }
  }

  async #answer(
    host: Host,
    dialect: Dialect,
    asked: Asked,
    scene: Answer,
    headers: IncomingHttpHeaders,
    response: ServerResponse,
  ): Promise<void> {
    const prefix = createHash('sha256').update(`${host.name}\n${asked.model}\n${asked.prefix}`).digest('hex');
    const id = `${String(++this.#calls).padStart(6, '0')}loopback`;
    const reply = compose(asked, scene, { id, host, prefixKnown: this.#prefixes.has(prefix) });
    this.#prefixes.add(prefix);
    const price = priceOf(reply.model, reply.count);
    if (price !== undefined) reply.dollars = decimalDollars(price);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache',
      ...idHeaders(host, id),
      ...answerHeaders(host, headers, 200),
    });
    const line: LedgerLine = {
      id,
      host: host.name,
      model: reply.model,
      count: { ...reply.count, output: 0 },
      complete: false,
    };
    this.ledger.push(line);
    response.on('close', () => {
      if (!line.complete) line.gone = Date.now();
    });
    const tell = (made: number, complete: boolean) => {
      line.complete = complete;
      line.count = complete
        ? reply.count
        : { ...reply.count, output: made, reasoning: Math.min(made, reply.count.reasoning) };
      const cost = priceOf(line.model, line.count);
      if (cost !== undefined) line.nanoUsd = cost;
    };
    const wait = this.#holds.of(scene);
    if (!asked.background) return stream(response, wires[dialect], reply, scene, wait, this.#random, tell);
    const kept = new KeptReply(wires[dialect], reply);
    this.#kept.set(`resp_${id}`, kept);
    await Promise.all([kept.make(scene, wait, tell), kept.listen(response, -1, this.#random, scene.fault)]);
  }
}
