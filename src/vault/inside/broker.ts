import { AppError } from '../../domain/error';
import type { Now, Purpose, SendRequest } from '../../domain/ports';
import type { ReplyHead } from '../surface';
import { checkAddress, isProviderOrigin, priceListUrl } from './address';
import { checkCeiling } from './caps';
import { abortFailure, opaqueFailure } from './failure';
import type { KeyRing } from './key-ring';
import type { KeyContent } from './keys';
import { closeReceipt, hasAnswered, openReceipt, type CallEnd } from './receipts';
import { redactor, type Redactor } from './redact';
import { requestHeaders } from './request-headers';
import { redeemAt } from './sign-in';
import { stopsReply } from './stop-reply';
import type { Store } from './store';

/** What the broker is given. */
interface BrokerPorts {
  store: Store;
  keys: KeyRing;
  now: Now;
  online(): boolean;
  /** Throws while a lock or `halt` forbids this request to leave. */
  gate(request: SendRequest): void;
}

/** A call that passed every check. */
interface AdmittedCall {
  request: SendRequest;
  address: URL;
  headers: Headers;
  bytesOut: number;
  key: KeyContent | undefined;
}

type Sending = AsyncGenerator<ReplyHead | Uint8Array, void, undefined>;

const longestCall = 60 * 60_000;
/** Characters of the answer that holds a new key. */
const largestRedemption = 64_000;
/** Work that a locked screen does not stop; what a person at the screen would start is refused. */
const workPurposes: ReadonlySet<Purpose> = new Set(['answer', 'summary', 'title', 'tool']);

/** Whether a request belongs to a run that goes on behind a locked screen. */
export function belongsToRun(request: SendRequest): boolean {
  return request.run !== undefined && workPurposes.has(request.purpose);
}

/** The only code of the product that reaches the network. */
export class Broker {
  readonly #ports: BrokerPorts;
  readonly #open = new Set<AbortController>();
  /** What will abort once its grace has passed. */
  readonly #aborting: ReturnType<typeof setTimeout>[] = [];

  constructor(ports: BrokerPorts) {
    this.#ports = ports;
  }

  /** Whether a call is in flight. */
  get working(): boolean {
    return this.#open.size > 0;
  }

  /** Aborts what is in flight now, at once or after `grace` ms; the callers see `reason`. What comes later goes on. */
  abortOpen(reason: AppError, grace = 0): void {
    const open = [...this.#open];
    const abort = () => open.forEach(controller => controller.abort(reason));
    if (grace === 0) abort();
    else this.#aborting.push(setTimeout(abort, grace));
  }

  /** What has a grace left may end in its own time. */
  keepOpen(): void {
    this.#aborting.splice(0).forEach(clearTimeout);
  }

  /** Sends one request: first the head of the reply, then its bytes. Rejects as `Send` does. */
  send(request: SendRequest, abort: AbortSignal): Sending {
    return this.#perform(request, abort, () => this.#admit(request));
  }

  /** Sends what turns a sign-in's code into a key. The whole answer comes back, to the vault alone. */
  async redeem(body: string, abort: AbortSignal): Promise<{ status: number; body: string }> {
    const request = redeemRequest(body);
    let status = 0;
    let text = '';
    const decoder = new TextDecoder();
    for await (const piece of this.#perform(request, abort, async () => ownCall(request))) {
      if (piece instanceof Uint8Array) text += decoder.decode(piece, { stream: true });
      else ({ status } = piece);
      if (text.length > largestRedemption) throw new AppError('reply-unreadable', { parameters: { status } });
    }
    return { status, body: text };
  }

  async *#perform(request: SendRequest, abort: AbortSignal, admit: () => Promise<AdmittedCall>): Sending {
    const controller = new AbortController();
    const stop = AbortSignal.any([abort, controller.signal, AbortSignal.timeout(longestCall)]);
    this.#open.add(controller);
    try {
      this.#checkMayLeave(request);
      const call = await admit();
      const { id, bytesLeft } = await openReceipt(this.#ports.store, this.#ports.now, {
        ...call,
        key: request.key && call.key ? { id: request.key, caps: call.key.caps } : undefined,
      });
      const end: CallEnd = { state: 'aborted', bytesIn: 0 };
      try {
        yield* this.#exchange(call, bytesLeft, end, stop);
        end.state = 'done';
      } catch (error) {
        end.state = stop.aborted ? 'aborted' : 'failed';
        throw error;
      } finally {
        // A receipt that cannot be closed (a full disk) stays open; how the call went is told as it was.
        await closeReceipt(this.#ports.store, this.#ports.now, id, end).catch(() => {});
      }
    } finally {
      this.#open.delete(controller);
    }
  }

  async #admit(request: SendRequest): Promise<AdmittedCall> {
    const { body } = request;
    if (request.key === undefined) return keylessCall(request);
    const key = await this.#ports.keys.find(request.key);
    const address = checkAddress(request.url, key.origin, key.paths);
    const headers = request.probe ? new Headers() : requestHeaders(request.headers, key);
    const bytesOut = body === undefined ? 0 : new TextEncoder().encode(body).length;
    if (request.method === 'POST' && !request.probe) {
      if (!stopsReply(request)) checkCeiling(address, body ?? '', bytesOut, key.caps);
    } else if (request.method !== 'GET' || body !== undefined) throw new AppError('address-refused');
    return { request, address, headers, bytesOut, key };
  }

  async *#exchange(call: AdmittedCall, bytesLeft: number, end: CallEnd, stop: AbortSignal): Sending {
    const response = await this.#fetch(call, stop);
    const isRead = response.type !== 'opaque';
    if (isRead) end.status = response.status;
    const redact = redactor(call.key?.secret ?? '');
    yield { status: response.status, headers: shownHeaders(response, redact) };
    for await (const chunk of chunksOf(response, stop)) {
      end.bytesIn += chunk.length;
      if (end.bytesIn > bytesLeft) {
        throw new AppError('cap-reached', {
          parameters: { cap: 'bytesPerDay', limit: call.key?.caps.bytesPerDay ?? 0 },
        });
      }
      const clean = redact.push(chunk);
      if (clean.length > 0) yield clean;
    }
    const rest = redact.end();
    if (rest.length > 0) yield rest;
  }

  async #fetch({ request, address, headers, key }: AdmittedCall, stop: AbortSignal): Promise<Response> {
    // Once more: writing the receipt took time.
    this.#checkMayLeave(request);
    if (stop.aborted) throw abortFailure(stop.reason);
    const isUnread = request.probe === 'unread';
    let response: Response;
    try {
      response = await fetch(address.href, {
        method: request.method,
        headers,
        body: request.body,
        mode: isUnread ? 'no-cors' : 'cors',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        // Not followed, like 'error', but told apart from other failures. Unread, a browser follows or fails.
        redirect: isUnread ? 'follow' : 'manual',
        signal: stop,
      });
    } catch (cause) {
      if (stop.aborted) throw abortFailure(stop.reason);
      const letsPagesIn = isProviderOrigin(address.origin) || (await hasAnswered(this.#ports.store, address.origin));
      const carriesKey = Boolean(key?.secret) && !request.probe;
      throw opaqueFailure({ host: address.host, online: this.#ports.online(), letsPagesIn, carriesKey }, cause);
    }
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel();
      throw new AppError('redirect-refused', { parameters: { host: address.host } });
    }
    return response;
  }

  #checkMayLeave(request: SendRequest): void {
    this.#ports.gate(request);
    if (request.notAfter !== undefined && this.#ports.now() > request.notAfter) {
      throw new AppError('fence-passed', { retryable: true });
    }
  }
}

/** The one request of the vault's own: to a fixed address, with nothing of the user's in it. */
function redeemRequest(body: string): SendRequest {
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', url: redeemAt, headers, body, connection: 'sign-in', purpose: 'sign-in' };
}

function ownCall(request: SendRequest): AdmittedCall {
  const bytesOut = new TextEncoder().encode(request.body).length;
  const headers = requestHeaders(request.headers, undefined);
  return { request, address: new URL(request.url), headers, bytesOut, key: undefined };
}

/** Without a key, only the public price list can be read, and nothing can be said. */
function keylessCall(request: SendRequest): AdmittedCall {
  if (request.url !== priceListUrl || request.method !== 'GET' || request.body !== undefined) {
    throw new AppError('no-key');
  }
  const headers = requestHeaders({}, undefined);
  return { request, address: new URL(priceListUrl), headers, bytesOut: 0, key: undefined };
}

async function* chunksOf(response: Response, stop: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } catch (cause) {
    throw stop.aborted ? abortFailure(stop.reason) : new AppError('stream-cut', { retryable: true, cause });
  } finally {
    // After the end this does nothing; when the reader of our chunks left early, it closes the connection.
    await reader.cancel().catch(() => {});
  }
}

function shownHeaders(response: Response, redact: Redactor): Record<string, string> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = redact.text(value);
  });
  return headers;
}
