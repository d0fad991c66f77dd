import { cleanup, render, waitFor } from '@testing-library/preact';
import { h } from 'preact';
import { afterEach, expect, test } from 'vitest';
import { go, type Place } from '../../src/state/place';
import { loadScreen } from '../../src/ui/screens';
import { english, language } from '../../src/ui/words/language';
import { pseudo } from '../../src/ui/words/pseudo';
import { agentView, connectionView, idOf, openStandIn } from './stand-in';

afterEach(() => {
  cleanup();
  language.value = english;
});

/** What stands on a screen without having come through `ui/words/`: data of the rows above is told apart by its name. */
function unspoken(root: Element): string[] {
  const found: string[] = [];
  const own = /^[\s\d.,:$%…·+~()/–-]*$|-data|⟦/;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent ?? '';
    if (!own.test(text) && !(node.parentElement?.closest('time, option, [translate=no], kbd, .mono') ?? false))
      found.push(text);
  }
  for (const element of root.querySelectorAll('[aria-label], [title], [placeholder]')) {
    for (const name of ['aria-label', 'title', 'placeholder']) {
      const text = element.getAttribute(name);
      if (text && !own.test(text) && !/^https?:/.test(text)) found.push(`${name}: ${text}`);
    }
  }
  return found;
}

/** Proper names and Intl's own words, which no wording module holds. */
const NAMES =
  /^(Anthropic|OpenAI|OpenRouter|Google|Maren|Otto|Ines|Wren|Bram|November|(\w+ )?\w+ \d+|\d+ \w+|.* (bytes?|kB|MB))$/;

const places: [string, Place][] = [
  ['today', { at: 'today' }],
  ['welcome', { at: 'welcome' }],
  ['team', { at: 'team', hire: false }],
  ['hire', { at: 'team', hire: true }],
  ['agent', { at: 'agent', id: idOf('1') }],
  ...(['connections', 'vault', 'receipt', 'prices', 'data', 'appearance', 'shortcuts', 'about'] as const).map(
    (section): [string, Place] => [section, { at: 'settings', section }],
  ),
  ['inbox', { at: 'inbox' }],
  ['files', { at: 'files' }],
  ['nowhere', { at: 'nowhere' }],
];

for (const [name, target] of places) {
  test(`${name} says nothing that did not come through the words`, async () => {
    const agent = agentView('1', 'agent-data');
    openStandIn({
      answers: {
        agents: [agent],
        agent: {
          ...agent,
          versions: [],
          conversations: [],
        },
        connections: [connectionView('2', 'custom')],
        workspaces: [{ id: idOf('a'), name: 'workspace-data', openedAt: 0, current: true }],
      },
      deeds: { candidates: () => Promise.resolve([]) },
    });
    language.value = pseudo;
    go(target);
    const Screen = await loadScreen(target.at);
    const { container } = render(h(Screen, {}));
    await waitFor(() => expect(container.querySelector('h1')).not.toBeNull());
    await new Promise(resolve => setTimeout(resolve, 60));
    const words = unspoken(container).filter(text => !NAMES.test(text.trim()));
    expect(words).toEqual([]);
  });
}

test('the check itself notices plain words', async () => {
  openStandIn();
  go({ at: 'nowhere' });
  const Screen = await loadScreen('nowhere');
  const { container } = render(h(Screen, {}));
  expect(unspoken(container)).toContain('Nothing here');
});
