/**
 * Everything that can go wrong, by name. The sentence a person reads is made from the code and its parameters in
 * `ui/words/`; nothing else of an error reaches a screen.
 */
export type ErrorCode =
  // connections and models
  | 'wrong-key'
  | 'opaque-failure' // the browser says only "failed to fetch": CORS, DNS or a refused answer
  | 'likely-wrong-key' // opaque, at a host that lets pages read its answers, while online
  | 'organisation-forbids-browsers'
  | 'no-credit'
  | 'rate-limited'
  | 'overloaded'
  | 'offline'
  | 'unknown-path'
  | 'unknown-model'
  | 'admin-key'
  | 'request-refused' // the provider found the request itself wrong
  | 'context-too-long'
  | 'content-refused'
  | 'provider-failed'
  | 'reply-unreadable'
  | 'stream-cut'
  | 'limit-ignored' // the server sent far more than the answer was allowed
  | 'reply-gone' // the provider no longer has a reply that was to be taken up again
  // vault and broker
  | 'vault-locked'
  | 'screen-locked'
  | 'wrong-passphrase'
  | 'wait-before-retry'
  | 'passphrase-too-short'
  | 'vault-damaged'
  | 'no-vault'
  | 'no-key'
  | 'sign-in-refused' // the provider gave no key for the code the user came back with
  | 'origin-not-allowed'
  | 'address-refused'
  | 'header-refused'
  | 'redirect-refused'
  | 'cap-reached'
  | 'no-output-limit'
  | 'fence-passed' // past notAfter: the engine must prove it still leads
  | 'halted'
  | 'vault-silent'
  // runs
  | 'aborted'
  | 'stale-epoch'
  | 'key-locked'
  | 'over-budget'
  | 'price-unknown'
  | 'approval-void' // what was approved is not what would be done now
  | 'tool-unknown'
  | 'tool-input-wrong'
  | 'tool-failed'
  | 'path-wrong' // {what}: a PathFault
  | 'attachment-refused' // {what}: an AttachmentFault; {name}, {most}: bytes or files
  | 'interrupted'
  // storage
  | 'storage-full'
  | 'storage-lost'
  | 'storage-blocked'
  | 'storage-newer'
  | 'storage-damaged'
  | 'not-found'
  | 'saved-too-large' // {most}: bytes; the file is saved all the same
  // import
  | 'file-too-large'
  | 'file-not-json'
  | 'file-rescued'
  | 'file-too-deep'
  | 'file-forbidden-key'
  | 'file-duplicate-key'
  | 'file-not-a-workspace'
  | 'file-wrong-shape'
  | 'file-newer'
  | 'file-damaged'
  // the app itself
  | 'not-fetched-yet' // code that is kept when first used was first wanted without a network
  | 'unexpected';

/** Values a sentence may need: hosts, names, counts. Never a secret, never a provider's raw text beyond 500 characters. */
export type ErrorParameters = Readonly<Record<string, string | number>>;

/** What crosses ports and is kept on rows: an error without its stack. */
export interface ErrorValue {
  code: ErrorCode;
  retryable: boolean;
  parameters: ErrorParameters;
}

/** What breaks an operation. What the domain expects (denied, over budget) is a value instead. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly retryable: boolean;
  readonly parameters: ErrorParameters;

  constructor(code: ErrorCode, options: { parameters?: ErrorParameters; retryable?: boolean; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.parameters = options.parameters ?? {};
  }

  toValue(): ErrorValue {
    return { code: this.code, retryable: this.retryable, parameters: this.parameters };
  }

  static from(value: ErrorValue): AppError {
    return new AppError(value.code, value);
  }
}

/** How Chromium, Firefox and Safari say that `import()` got no file, and Vite that its style sheet did not come. */
const importFailed = /dynamically imported module|Importing a module script failed|^Unable to preload CSS/;

/** Any thrown thing as a value; what is not an `AppError` becomes `unexpected` and keeps only its class name. */
export function errorValue(error: unknown): ErrorValue {
  if (error instanceof AppError) return error.toValue();
  if (error instanceof Error && error.name === 'AbortError')
    return { code: 'aborted', retryable: false, parameters: {} };
  if (error instanceof Error && importFailed.test(error.message))
    return { code: 'not-fetched-yet', retryable: false, parameters: {} };
  const name = error instanceof Error ? error.name : typeof error;
  return { code: 'unexpected', retryable: false, parameters: { name } };
}

/** How errors cross a port (lib/port-call.ts). */
export const appErrors = { pack: errorValue, unpack: (value: ErrorValue) => AppError.from(value) };
