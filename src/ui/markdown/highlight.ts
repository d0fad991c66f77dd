import core from 'highlight.js/lib/core';
import type { Emitter } from 'highlight.js';
import { loadLanguage } from './languages';

/** A stretch of code of one colour. */
export interface Span {
  text: string;
  /** The innermost scope of highlight.js, cut to its first word: `keyword`, `title`, `string`. */
  scope?: string;
}

/** Collects spans where highlight.js would write HTML. */
class SpanCollector implements Emitter {
  readonly spans: Span[] = [];
  readonly #scopes: string[] = [];

  addText(text: string): void {
    const scope = this.#scopes.at(-1);
    if (text !== '') this.spans.push(scope === undefined ? { text } : { text, scope });
  }
  startScope(name: string): void {
    this.#scopes.push(name.split('.', 1)[0] ?? name);
  }
  endScope(): void {
    this.#scopes.pop();
  }
  /** Modes are opened by the emitter's older names (highlight.js 11.12, `lib/core.js`), which its types leave out. */
  openNode(name: string): void {
    this.startScope(name);
  }
  closeNode(): void {
    this.endScope();
  }
  __addSublanguage(inner: Emitter): void {
    if (inner instanceof SpanCollector) this.spans.push(...inner.spans);
  }
  finalize(): void {
    this.#scopes.length = 0;
  }
  toHTML(): string {
    return '';
  }
}

const highlighter = core.newInstance();
highlighter.configure({ __emitter: SpanCollector });

/** The code in coloured spans; their texts joined are the code. `language` is a name of `languageOf`. */
export async function highlight(code: string, language: string): Promise<Span[]> {
  if (!highlighter.getLanguage(language)) {
    const grammar = await loadLanguage(language);
    if (!grammar) return [{ text: code }];
    highlighter.registerLanguage(language, grammar);
  }
  const result = highlighter.highlight(code, { language, ignoreIllegals: true });
  const spans = result._emitter instanceof SpanCollector ? result._emitter.spans : [];
  return spans.map(span => span.text).join('') === code ? spans : [{ text: code }];
}
