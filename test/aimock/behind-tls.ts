import { readFileSync } from 'node:fs';
import { request as forward, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';

import { LLMock } from '@copilotkit/aimock';

const file = (name: string) => readFileSync(new URL(`../support/loopback/${name}`, import.meta.url));

export interface Mock {
  /** What answers; a test adds its messages here. */
  answers: LLMock;
  /** The port of the TLS end that Chromium is sent to. */
  port: number;
  stop(): Promise<void>;
}

/** aimock speaks plain HTTP; this puts it behind the test certificate, so that it can stand under the providers' names. */
export async function startMock(): Promise<Mock> {
  const answers = new LLMock({ port: 0, chunkSize: 9 });
  const inner = new URL(await answers.start());
  const server = createServer(
    { key: file('test-only.key.pem'), cert: file('test-only.certificate.pem') },
    (request, response) => pass(inner, request, response),
  );
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the mock got no port');
  return {
    answers,
    port: address.port,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>(resolve => server.close(() => resolve()));
      await answers.stop();
    },
  };
}

function pass(inner: URL, request: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = request;
  const onward = forward({ host: inner.hostname, port: inner.port, method, path: url, headers }, answer => {
    const own = { ...answer.headers };
    // Its wildcard does not cover `Authorization` in the Fetch standard, so no browser would send a key to it.
    if (method === 'OPTIONS') own['access-control-allow-headers'] = headers['access-control-request-headers'] ?? '*';
    response.writeHead(answer.statusCode ?? 502, own);
    answer.pipe(response);
  });
  onward.on('error', () => response.destroy());
  response.on('close', () => onward.destroy());
  request.pipe(onward);
}
