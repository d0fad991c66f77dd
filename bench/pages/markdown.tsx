import { render, type VNode } from 'preact';
import '../../src/ui/base.css';
import { GrowingMarkdown, Markdown } from '../../src/ui/markdown/markdown';
import '../../src/main.css';
import { charactersPerToken, replyText } from './reply-text';

/** `markdown`: as the app shows an answer. `plain`: the same text, a paragraph for each blank line, nothing parsed. */
export type Look = 'markdown' | 'plain';

const stage = document.getElementById('stage') ?? document.body;

/** Writes an answer of so many tokens, some at a time, as fast as it goes. Layout is done after each piece. */
export async function write(look: Look, tokens: number, tokensAtOnce: number): Promise<void> {
  render(null, stage);
  const text = replyText(tokens);
  const step = tokensAtOnce * charactersPerToken;
  for (let end = step; end < text.length + step; end += step) {
    show(look, text.slice(0, end));
    void stage.offsetHeight;
    await nextTask();
  }
  finish(look, text);
  await untilIdle();
}

/**
 * Goes on with an answer that is `already` tokens long at `rate` tokens a second, shown ten times a second as the engine
 * shows its drafts. Answers with the longest time between two frames, in milliseconds.
 */
export async function stream(look: Look, already: number, tokens: number, rate: number): Promise<number> {
  render(null, stage);
  const text = replyText(already + tokens);
  show(look, text.slice(0, already * charactersPerToken));
  await untilIdle();
  const frames = watchFrames();
  const began = performance.now();
  for (let end = 0; end < text.length;) {
    await new Promise(resolve => setTimeout(resolve, 100));
    const arrived = already + Math.floor(((performance.now() - began) / 1_000) * rate);
    end = arrived * charactersPerToken;
    show(look, text.slice(0, end));
    scrollTo(0, stage.scrollHeight);
  }
  finish(look, text);
  await untilIdle();
  return frames.longest();
}

function show(look: Look, text: string): void {
  render(look === 'markdown' ? <GrowingMarkdown text={text} /> : <Paragraphs text={text} />, stage);
}

/** The app shows a finished answer anew, parsed once as a whole. */
function finish(look: Look, text: string): void {
  render(look === 'markdown' ? <Markdown text={text} /> : <Paragraphs text={text} />, stage);
}

function Paragraphs({ text }: { text: string }): VNode {
  return (
    <div>
      {text.split('\n\n').map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  );
}

function watchFrames() {
  let longest = 0;
  let last: number | undefined;
  let handle = requestAnimationFrame(function look(time) {
    if (last !== undefined) longest = Math.max(longest, time - last);
    last = time;
    handle = requestAnimationFrame(look);
  });
  return {
    longest() {
      cancelAnimationFrame(handle);
      return longest;
    },
  };
}

function nextTask(): Promise<void> {
  return new Promise(resolve => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });
}

/** Code is coloured when the page is idle: that belongs to the cost. */
async function untilIdle(): Promise<void> {
  for (let round = 0; round < 3; round++) {
    await new Promise(resolve => setTimeout(resolve, 50));
    await new Promise(resolve => requestIdleCallback(resolve));
  }
}
