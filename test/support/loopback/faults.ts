import type { ServerResponse } from 'node:http';

import type { Host } from './hosts';

/**
 * How a server of one's own can be set up wrong. `silent`: it hangs up before any answer. `no-origin`: as Ollama is by
 * default, it knows nothing of pages. `no-key-header`, `no-content-type`: its preflights allow all but that header.
 * `elsewhere`: it sends everybody to another address.
 */
export type Fault = 'silent' | 'no-origin' | 'no-key-header' | 'no-content-type' | 'elsewhere';

/** The host as a fault has it. */
export function faulty(host: Host, fault: Fault): Host {
  const without = (name: string): Host => ({
    ...host,
    allowed: host.allowed.filter(one => one !== name),
    // Its refusals can be read: so nothing but the header is in the way.
    bareUnauthorized: false,
  });
  switch (fault) {
    case 'no-origin':
      return { ...host, isClosed: true };
    case 'no-key-header':
      return without(host.keyHeader);
    case 'no-content-type':
      return without('content-type');
    case 'silent':
    case 'elsewhere':
      return host;
  }
}

/** Whether a fault has done away with a request altogether. */
export function strikes(fault: Fault | undefined, response: ServerResponse): boolean {
  if (fault === 'silent') response.destroy();
  else if (fault === 'elsewhere')
    response.writeHead(307, { location: 'https://nowhere.example/', 'access-control-allow-origin': '*' }).end();
  else return false;
  return true;
}
