import { foundHere, findText } from '../../state/find';
import markdown from '../markdown/markdown.module.css';

/** Places marked at most. */
const mostMarks = 2_000;

/** Where a text stands in what was said within `root`; controls and captions are not searched. */
export function* placesOf(root: ParentNode, text: string): Generator<Range> {
  const wanted = text.toLowerCase();
  if (wanted === '') return;
  for (const said of root.querySelectorAll(`.${markdown['prose']}`)) {
    const walker = document.createTreeWalker(said, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const words = (node.textContent ?? '').toLowerCase();
      for (let at = words.indexOf(wanted); at >= 0; at = words.indexOf(wanted, at + wanted.length)) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, Math.min(at + wanted.length, node.textContent?.length ?? 0));
        yield range;
      }
    }
  }
}

/** Marks what is found in the turns on screen, the current one apart, without touching the DOM. Returns what unmarks. */
function markFound(list: Element): () => void {
  // Without it the current turn is shown all the same.
  if (!('highlights' in CSS)) return () => {};
  const current = list.querySelector(`:scope > [data-found]`);
  const [all, here] = [new Highlight(), new Highlight()];
  let count = 0;
  for (const range of placesOf(list, findText.peek())) {
    if (++count > mostMarks) break;
    (current?.contains(range.startContainer) ? here : all).add(range);
  }
  CSS.highlights.set('found', all);
  CSS.highlights.set('found-here', here);
  return () => {
    CSS.highlights.delete('found');
    CSS.highlights.delete('found-here');
  };
}

/** Marks now and whenever what is on screen changes, once a frame at most. Returns what stops it. */
export function keepMarked(list: Element): () => void {
  let unmark = () => {};
  let frame = 0;
  const mark = () => {
    frame = 0;
    unmark();
    unmark = foundHere.peek() ? markFound(list) : () => {};
  };
  const observer = new MutationObserver(() => {
    frame ||= requestAnimationFrame(mark);
  });
  observer.observe(list, { subtree: true, childList: true, characterData: true, attributeFilter: ['data-found'] });
  mark();
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    unmark();
  };
}
