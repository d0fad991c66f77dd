import fc from 'fast-check';
import type { GuardedAct } from '../../src/domain/loop-guard';

/** An answer of the model; `words` are what the guard would have hashed. */
export const answer = (words?: string): GuardedAct => ({
  kind: 'model-call',
  status: 'succeeded',
  effect: 'billed',
  ...(words === undefined ? {} : { same: words }),
});

/** A tool call whose canonical input is `input`. */
export const call = (tool: string, input: string, effect: GuardedAct['effect'] = 'read'): GuardedAct => ({
  kind: 'tool-call',
  status: 'succeeded',
  effect,
  tool,
  same: `${tool}(${input})`,
});

export const read = (path: string) => call('read_file', path);
export const write = (path: string, text: string) => call('write_file', `${path}: ${text}`, 'write');
export const failed = (act: GuardedAct): GuardedAct => ({ ...act, status: 'failed-final' });
/** A call of a tool that asks again on purpose. */
export const poll = (tool: string): GuardedAct => ({ kind: 'tool-call', status: 'succeeded', effect: 'read', tool });
export const compaction = (left: number): GuardedAct => ({
  kind: 'compaction',
  status: 'succeeded',
  effect: 'billed',
  left,
});

/** One call per answer, as most models work. */
const oneByOne = (calls: readonly GuardedAct[], words?: string) => calls.flatMap(one => [answer(words), one]);
const numbered = <Made>(count: number, make: (index: number) => Made) =>
  Array.from({ length: count }, (_, at) => make(at));

const times = fc.integer({ min: 1, max: 14 });
const words = fc.constantFrom(undefined, 'On to the next one.');

/** Stretches of real work. `place` keeps what one stretch touches apart from the others. */
const stretches: readonly ((place: string) => fc.Arbitrary<GuardedAct[]>)[] = [
  // Looks around, then reads one file after the other, saying the same each time.
  place =>
    fc
      .tuple(times, words)
      .map(([count, said]) =>
        oneByOne([call('list_files', ''), ...numbered(count, at => read(`${place}/${at}`))], said),
      ),
  // Reads a file and changes it, again and again; each change is another.
  place =>
    fc
      .tuple(times, words)
      .map(([count, said]) => oneByOne(numbered(count, at => [read(place), write(place, `draft ${at}`)]).flat(), said)),
  // Runs the same test after each fix; the runner may count as reading or as writing.
  place =>
    fc
      .tuple(times, fc.constantFrom('read' as const, 'write' as const))
      .map(([count, effect]) =>
        oneByOne(
          numbered(count, at => [
            call('run_tests', place, effect),
            read(`${place}/code`),
            write(`${place}/code`, `fix ${at}`),
          ]).flat(),
          'The test still fails. I fix it.',
        ),
      ),
  // Pages through a list.
  place =>
    times.map(count =>
      oneByOne(
        numbered(count, at => call('list_mail', `${place} page ${at}`)),
        'Next page.',
      ),
    ),
  // Waits for something that takes its time.
  place =>
    times.map(count =>
      oneByOne(
        numbered(count, () => poll(`status of ${place}`)),
        'Not ready yet.',
      ),
    ),
  // Researches: searches, reads several pages at once, takes a note.
  place =>
    times.map(count =>
      numbered(count, at => [
        answer(),
        call('search', `${place} ${at}`),
        answer('Let me read these.'),
        ...numbered(3, page => call('fetch_url', `${place}/${at}/${page}`)),
        answer(),
        write(`${place}/notes`, `${at} notes`),
      ]).flat(),
    ),
  // Follows a plan and ticks off its steps.
  place =>
    times.map(count =>
      numbered(count, at => [
        answer('The next step.'),
        read(`${place}/${at}`),
        answer(),
        call('update_plan', `${place}: ${at} done`, 'idempotent'),
      ]).flat(),
    ),
  // Gets an input wrong twice, then right.
  place =>
    fc.constant(
      oneByOne([
        failed(call('write_file', `${place} {`, 'write')),
        failed(call('write_file', `${place} {"`, 'write')),
        write(place, 'at last'),
      ]),
    ),
  // Works so long that its window is made smaller, and reads again what it needs.
  place =>
    fc
      .tuple(times, fc.integer({ min: 20, max: 80 }))
      .map(([count, left]) => [
        ...oneByOne(numbered(count, at => read(`${place}/${at}`))),
        compaction(left),
        ...oneByOne(numbered(count, at => read(`${place}/${at}`))),
      ]),
];

/** A run that does real work: a few stretches of it, and a last word. */
export const normalTrace: fc.Arbitrary<GuardedAct[]> = fc
  .array(fc.constantFrom(...stretches), { minLength: 1, maxLength: 5 })
  .chain(chosen => fc.tuple(...chosen.map((stretch, at) => stretch(`place ${at}`))))
  .map(parts => [...parts.flat(), answer('Done.')]);

/** Patterns that a run in circles repeats: what happens the nth time. */
export const loops: readonly [name: string, pattern: (round: number) => GuardedAct[]][] = [
  ['reads the same file', () => [answer(), read('a')]],
  ['writes the same text, with success each time', () => [answer(), write('a', 'x')]],
  ['writes the same text, in vain', () => [answer(), failed(write('a', 'x'))]],
  ['calls a tool with nothing', () => [answer(), call('search', '{}')]],
  ['gives the same broken JSON', () => [answer(), failed(call('write_file', '{"path', 'write'))]],
  ['gives other broken JSON each time', round => [answer(), failed(call('write_file', `{"path": "${round}`, 'write'))]],
  ['calls a tool that there is not', () => [answer(), failed(poll('no_such_tool'))]],
  ['reads two files in turn', () => [answer(), read('a'), answer(), read('b')]],
  ['writes two texts in turn', () => [answer(), write('a', 'x'), answer(), write('a', 'y')]],
  ['reads three files in turn', () => [answer(), read('a'), answer(), read('b'), answer(), read('c')]],
  ['reads four files in turn', () => [read('a'), read('b'), read('c'), read('d')].flatMap(one => [answer(), one])],
  ['reads the same two files at once', () => [answer(), read('a'), read('b')]],
  ['reads what it has just written, and writes it again', () => [answer(), read('a'), answer(), write('a', 'x')]],
  ['says the same and does nothing', () => [answer('I will now begin.')]],
  ['says the same and does the same', () => [answer('Let me look.'), read('a')]],
  ['reads one file between others', round => [answer(), read('a'), answer(), read(`b${round}`)]],
  ['makes its window hardly smaller', round => [compaction(81 + round), answer(), read(`b${round}`)]],
  ['fails to make its window smaller', () => [failed(compaction(0)), answer('Too long.')]],
  [
    'makes a fix and takes it back, with a test each time',
    () =>
      [write('a', 'fix'), call('run_tests', ''), write('a', 'no fix'), call('run_tests', '')].flatMap(one => [
        answer(),
        one,
      ]),
  ],
  [
    'plans the same between two polls',
    () => [answer(), call('update_plan', 'as before', 'idempotent'), poll('status')],
  ],
];
