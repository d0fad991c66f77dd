/** The ten-unit shapes a mark is put together from, as SVG paths. */
export const SHAPES = {
  quarter: 'M0 0H10A10 10 0 0 1 0 10Z',
  leaf: 'M0 0A10 10 0 0 1 10 10A10 10 0 0 1 0 0Z',
  drop: 'M0 0H5A5 5 0 1 1 0 5Z',
  band: 'M10 0A10 10 0 0 1 0 10V5A5 5 0 0 0 5 0Z',
  notch: 'M0 0H10A10 10 0 0 0 0 10Z',
  wedge: 'M0 0H10L0 10Z',
  half: 'M0 0H10V5A5 5 0 0 1 0 5Z',
  disc: 'M5 .6A4.4 4.4 0 1 1 5 9.4A4.4 4.4 0 1 1 5 .6Z',
} as const;

type Shape = keyof typeof SHAPES;

/** Pairs that sit well together; drawn from, never mixed at random. */
const PAIRS: readonly (readonly [Shape, Shape])[] = [
  ['quarter', 'disc'],
  ['leaf', 'drop'],
  ['drop', 'disc'],
  ['band', 'disc'],
  ['quarter', 'band'],
  ['half', 'quarter'],
  ['leaf', 'disc'],
  ['wedge', 'quarter'],
  ['notch', 'disc'],
  ['drop', 'quarter'],
];
/** What stands alone; `notch` is too thin at 20 pixels. */
const ALONE: readonly Shape[] = ['quarter', 'leaf', 'drop', 'band', 'wedge', 'half'];
/** Corners of the four cells in the 32-unit tile, clockwise from the top left. */
const CORNERS = [
  [6, 6],
  [16, 6],
  [16, 16],
  [6, 16],
] as const;
const ARRANGEMENTS = ['turn', 'turn', 'swap', 'fold', 'stack'] as const;
const MIRRORED = [1, 0, 3, 2];

/** The 12 hue angles in OKLCH, 30° apart, none of them the lamp's amber. */
export const HUES = [10, 40, 62, 115, 140, 165, 190, 220, 250, 280, 310, 340] as const;

interface Cell {
  shape: Shape;
  x: number;
  y: number;
  /** Degrees about the cell's centre. */
  turn: number;
  tone: 'strong' | 'soft';
}

interface Figure {
  cells: Cell[];
  /** Degrees, unless the agent has a hue slot of its own. */
  hue: number;
  /** A full stop in paper colour at the centre, where the cells close it. */
  stop: boolean;
}

/** The same figure for the same name (trimmed, NFC, case folded) on every machine: FNV-1a, then xorshift. */
export function figureOf(name: string): Figure {
  const draw = drawsFrom(name);
  const arrangement = pick(ARRANGEMENTS, draw);
  const turn = draw(4);
  if (arrangement === 'turn') {
    const shape = pick(ALONE, draw);
    const cells = CORNERS.map((_, index) => cell(shape, index, turn + index, index % 2 === 0));
    return {
      cells,
      hue: pick(HUES, draw),
      stop: turn === 2 && (shape === 'quarter' || shape === 'drop' || shape === 'wedge'),
    };
  }
  const [first, second] = pick(PAIRS, draw);
  return { cells: arrange(arrangement, turn, first, second), hue: pick(HUES, draw), stop: false };
}

function arrange(arrangement: 'swap' | 'fold' | 'stack', turn: number, first: Shape, second: Shape): Cell[] {
  switch (arrangement) {
    case 'swap':
      return CORNERS.map((_, index) => cell(index % 2 === 0 ? first : second, index, turn + index, index % 2 === 0));
    case 'fold':
      return [
        cell(first, 0, turn, true),
        cell(first, 1, MIRRORED[turn] ?? 0, true),
        cell(second, 2, 2, false),
        cell(second, 3, 3, false),
      ];
    case 'stack':
      return CORNERS.map((_, index) =>
        index < 2 ? cell(first, index, turn + index, true) : cell(second, index, turn + index + 2, false),
      );
  }
}

function cell(shape: Shape, corner: number, quarters: number, strong: boolean): Cell {
  const [x, y] = CORNERS[corner] ?? CORNERS[0];
  return { shape, x, y, turn: shape === 'disc' ? 0 : (quarters % 4) * 90, tone: strong ? 'strong' : 'soft' };
}

function drawsFrom(name: string): (below: number) => number {
  let state = 0x811c9dc5;
  for (const letter of name.normalize('NFC').trim().toLowerCase()) {
    state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  state = (state ^ (state >>> 15)) >>> 0 || 1;
  return below => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state % below;
  };
}

function pick<Item>(items: readonly [Item, ...Item[]] | readonly Item[], draw: (below: number) => number): Item {
  const item = items[draw(items.length)];
  if (item === undefined) throw new RangeError('nothing to draw from');
  return item;
}
