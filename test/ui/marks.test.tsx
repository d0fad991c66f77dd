import { render } from '@testing-library/preact';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { figureOf, HUES } from '../../src/ui/marks/figure';
import { Mark } from '../../src/ui/marks/mark';

test('the same name has the same figure, whatever its case and form', () => {
  expect(figureOf(' Maren ')).toEqual(figureOf('maren'));
  expect(figureOf('Zoe\u0308')).toEqual(figureOf('Zo\u00eb'));
});

test('every name has a whole figure and a hue that is not the lamp’s', () => {
  fc.assert(
    fc.property(fc.string(), name => {
      const { cells, hue } = figureOf(name);
      expect(cells).toHaveLength(4);
      expect(HUES).toContain(hue);
    }),
  );
});

test('two hundred names share few figures', () => {
  const figures = new Set(Array.from({ length: 200 }, (_, index) => JSON.stringify(figureOf(`agent ${index}`).cells)));
  expect(figures.size).toBeGreaterThan(60);
});

test('a mark stays under a kilobyte, keeps its figure under another hue, and is named only when asked', () => {
  const plain = render(<Mark name="Maren" size={28} />).container;
  const hued = render(<Mark name="Maren" hue={3} size={64} title="Maren" />).container;
  const shapes = (root: Element) => Array.from(root.querySelectorAll('path'), path => path.getAttribute('d'));
  expect(shapes(hued)).toEqual(shapes(plain));
  expect(plain.innerHTML.length).toBeLessThan(1_024);
  expect(plain.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true');
  expect(hued.querySelector('svg')?.getAttribute('aria-label')).toBe('Maren');
});
