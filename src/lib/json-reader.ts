/** Why a text is not accepted as JSON. */
export type JsonFaultReason = 'syntax' | 'depth' | 'forbidden-key' | 'duplicate-key' | 'number';

/** Thrown by `JsonReader`. `at`: characters read before the fault. */
export class JsonFault extends Error {
  override readonly name = 'JsonFault';

  readonly reason: JsonFaultReason;
  readonly at: number;

  constructor(reason: JsonFaultReason, at: number) {
    super(`${reason} at ${at}`);
    this.reason = reason;
    this.at = at;
  }
}

export interface JsonReaderOptions {
  /** Arrays and objects inside one another at most. */
  depth: number;
  forbiddenKeys: ReadonlySet<string>;
  /**
   * Asked for each array that opens, with the names on the way to it (`*` for an item of an array). The array's items go
   * to the function it returns as they are read and are not kept.
   */
  stream?: (path: readonly string[], root: unknown) => ((item: unknown) => void) | undefined;
}

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

type Frame =
  | { kind: 'array'; items: unknown[]; emit: ((item: unknown) => void) | undefined }
  | { kind: 'object'; fields: Record<string, unknown>; keys: Set<string>; key: string };

const space = /[ \t\n\r]*/y;
/** A run of characters that a number or a word may consist of; whether it is one is checked when the run is whole. */
const run = /[-+.0-9A-Za-z]+/y;
const numeral = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const words = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

/**
 * Reads JSON (RFC 8259) piece by piece, more strictly than `JSON.parse`: a depth cap that holds before anything is
 * built, no key twice in an object, no forbidden keys, no number beyond a double. Faults are thrown as `JsonFault`.
 */
export class JsonReader {
  #text = '';
  #position = 0;
  #consumed = 0;
  /** Where in `#text` the search for the end of a string goes on. */
  #searched = 0;
  #last = false;
  #expected: Expected = 'value';
  readonly #stack: Frame[] = [];
  readonly #options: JsonReaderOptions;
  #result: unknown;

  constructor(options: JsonReaderOptions) {
    this.#options = options;
  }

  /** Takes the next piece; pieces may be cut anywhere between characters. */
  push(text: string): void {
    this.#consumed += this.#position;
    this.#searched = Math.max(0, this.#searched - this.#position);
    this.#text = this.#text.slice(this.#position) + text;
    this.#position = 0;
    while (this.#step());
  }

  /** No more comes: the value that was read. */
  end(): unknown {
    this.#last = true;
    while (this.#step());
    if (this.#expected !== 'nothing' || this.#position < this.#text.length) this.#fail('syntax');
    return this.#result;
  }

  /** Reads one token; false when a whole one is not there yet. */
  #step(): boolean {
    this.#position = matchEnd(space, this.#text, this.#position);
    const character = this.#text[this.#position];
    if (character === undefined) return false;
    switch (character) {
      case '{':
      case '[':
        return this.#open(character);
      case '}':
      case ']':
        return this.#close(character);
      case ',':
        return this.#comma();
      case ':':
        if (this.#expected !== 'colon') this.#fail('syntax');
        return this.#advance('value');
      case '"':
        return this.#string();
      default:
        return this.#scalar();
    }
  }

  #open(bracket: '{' | '['): boolean {
    this.#expectValue();
    if (this.#stack.length >= this.#options.depth) this.#fail('depth');
    if (bracket === '{') {
      this.#stack.push({ kind: 'object', fields: {}, keys: new Set(), key: '' });
      return this.#advance('key-or-end');
    }
    const emit = this.#options.stream?.(this.#path(), this.#root());
    this.#stack.push({ kind: 'array', items: [], emit });
    return this.#advance('value-or-end');
  }

  #close(bracket: '}' | ']'): boolean {
    const frame = this.#stack.pop();
    const empty = bracket === '}' ? 'key-or-end' : 'value-or-end';
    const kind = bracket === '}' ? 'object' : 'array';
    if (frame?.kind !== kind || (this.#expected !== empty && this.#expected !== 'comma-or-end')) this.#fail('syntax');
    this.#position++;
    this.#accept(frame.kind === 'object' ? frame.fields : frame.items);
    return true;
  }

  #comma(): boolean {
    if (this.#expected !== 'comma-or-end') this.#fail('syntax');
    return this.#advance(this.#stack.at(-1)?.kind === 'object' ? 'key' : 'value');
  }

  #string(): boolean {
    const isKey = this.#expected === 'key' || this.#expected === 'key-or-end';
    if (!isKey) this.#expectValue();
    const end = this.#stringEnd();
    if (end === undefined) return false;
    const value = this.#parseString(this.#text.slice(this.#position, end));
    this.#position = end;
    this.#searched = 0;
    if (isKey) this.#takeKey(value);
    else this.#accept(value);
    return true;
  }

  /** Behind the closing quote, or `undefined` while it has not come. */
  #stringEnd(): number | undefined {
    let from = Math.max(this.#searched, this.#position + 1);
    for (;;) {
      const quote = this.#text.indexOf('"', from);
      if (quote === -1) {
        if (this.#last) this.#fail('syntax');
        this.#searched = this.#text.length;
        return undefined;
      }
      let slashes = 0;
      while (this.#text[quote - 1 - slashes] === '\\') slashes++;
      if (slashes % 2 === 0) return quote + 1;
      from = quote + 1;
    }
  }

  #parseString(literal: string): string {
    try {
      return JSON.parse(literal) as string;
    } catch {
      return this.#fail('syntax');
    }
  }

  #takeKey(key: string): void {
    const frame = this.#stack.at(-1);
    if (frame?.kind !== 'object') return this.#fail('syntax');
    if (this.#options.forbiddenKeys.has(key)) this.#fail('forbidden-key');
    if (frame.keys.has(key)) this.#fail('duplicate-key');
    frame.keys.add(key);
    frame.key = key;
    this.#expected = 'colon';
  }

  #scalar(): boolean {
    this.#expectValue();
    const end = matchEnd(run, this.#text, this.#position);
    if (end === this.#position) this.#fail('syntax');
    if (end === this.#text.length && !this.#last) return false;
    const literal = this.#text.slice(this.#position, end);
    const word = words.get(literal);
    if (word === undefined && !numeral.test(literal)) this.#fail('syntax');
    const value = word === undefined ? Number(literal) : word;
    if (typeof value === 'number' && !Number.isFinite(value)) this.#fail('number');
    this.#position = end;
    this.#accept(value);
    return true;
  }

  #accept(value: unknown): void {
    const frame = this.#stack.at(-1);
    this.#expected = frame ? 'comma-or-end' : 'nothing';
    if (!frame) this.#result = value;
    else if (frame.kind === 'object') frame.fields[frame.key] = value;
    else if (frame.emit) frame.emit(value);
    else frame.items.push(value);
  }

  #expectValue(): void {
    if (this.#expected !== 'value' && this.#expected !== 'value-or-end') this.#fail('syntax');
  }

  #advance(expected: Expected): true {
    this.#position++;
    this.#expected = expected;
    return true;
  }

  #path(): string[] {
    return this.#stack.map(frame => (frame.kind === 'object' ? frame.key : '*'));
  }

  #root(): unknown {
    const [first] = this.#stack;
    return first?.kind === 'object' ? first.fields : undefined;
  }

  #fail(reason: JsonFaultReason): never {
    throw new JsonFault(reason, this.#consumed + this.#position);
  }
}

function matchEnd(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : from;
}
