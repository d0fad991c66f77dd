import type { ErrorValue } from './error';

/** A part of a connection that works or does not, in the order in which they are looked at. */
export type Examined = 'reach' | 'cors' | 'key' | 'models' | 'stream' | 'tools' | 'usage';

/**
 * Why, as far as a page can know: a browser tells it nothing about an answer it may not read.
 * `silent`: nothing answers at all. `origin`: answers lack `access-control-allow-origin`. `headers`:
 * `access-control-allow-headers` lacks a name. `either`: the host lets pages read its answers, but not each refusal; or
 * it lets them read none. `unsteady`: refused at first, answered a moment later. `unasked`: the model was offered a tool
 * and answered without it. `refused-tools`: the same request goes through without a tool.
 */
export type Cause =
  | 'silent'
  | 'origin'
  | 'headers'
  | 'either'
  | 'unsteady'
  | 'unasked'
  | 'refused-tools'
  | 'no-usage'
  | 'no-models';

/** What was found about one part. */
export interface Finding {
  of: Examined;
  /** `untried`: something before it stands in the way. */
  is: 'works' | 'fails' | 'unclear' | 'untried';
  cause?: Cause;
  /** What the server said, where it could be read. */
  error?: ErrorValue;
  /** Names of headers that are not allowed. */
  headers?: readonly string[];
  /** How many models were listed. */
  count?: number;
}
