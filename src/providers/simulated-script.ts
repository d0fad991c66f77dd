import type { ModelRequest } from '../domain/model-request';
import { plainText } from '../domain/part';
import { officeMove } from './simulated-move';
import { note, say, type Move, type Scene } from './simulated-scene';
import { addUp } from './simulated-sums';

/** A task of the script, as a person would give it. The visible strings are a provider's words, not the interface's. */
interface DemoTask {
  id: 'sum' | 'move' | 'date' | 'brief' | 'calculation';
  text: string;
}

/** What can be asked of the demo team; anything else it declines. */
export const demoTasks: readonly DemoTask[] = [
  { id: 'sum', text: 'Our three invoices are 1,280.50, 946.20 and 2,310.00. What do they add up to with 20 % tax?' },
  { id: 'move', text: 'We move to a new office. Make a plan and write me a checklist.' },
  { id: 'date', text: 'What day and time is it now where I am?' },
  { id: 'brief', text: 'Who are you, and what can you do for me?' },
  { id: 'calculation', text: 'Calculate (3 + 4) * 2.5' },
];

/** How the engine asks for the rest of a cut answer. */
const goOn = /^Go on exactly where your last message stops/;

/** Deterministic: the same window always makes the same move. */
export function play(request: ModelRequest): Move {
  const { turns, instructions, tools } = request;
  const spoken = turns.filter(turn => turn.role === 'user').map(turn => plainText(turn.parts));
  const isRest = goOn.test(spoken.at(-1) ?? '');
  const text = (isRest ? spoken.at(-2) : spoken.at(-1)) ?? '';
  const asked = turns.findLastIndex(turn => turn.role === 'user' && plainText(turn.parts) === text);
  const after = turns.slice(asked + 1);
  const results = after.flatMap(turn => turn.parts).filter(part => part.kind === 'tool-result');
  const move = moveFor({ text, results, instructions });
  const missing = move.calls.find(call => !tools.some(tool => tool.name === call.name));
  if (missing) return say(`I would need the tool “${missing.name}” for that, and I was not given it.`);
  return isRest ? restOf(move, plainText(after.findLast(turn => turn.role === 'agent')?.parts ?? [])) : move;
}

function moveFor(scene: Scene): Move {
  const text = scene.text.trim();
  const expression = /^(?:(?:please )?calculate|what is|how much is)?\s*([\d(][\d\s.,+\-*/^%()×÷]*)[?.]?$/i.exec(
    text,
  )?.[1];
  if (expression !== undefined && /\d\s*[-+*/^%×÷]/.test(expression)) return calculation(scene, expression.trim());
  if (/\d/.test(text) && /add(s|ed)? up|sum|total|together|altogether/i.test(text)) return addUp(scene) ?? decline();
  if (/\b(what|which) (day|time|date)|time is it|what'?s the (time|date)/i.test(text)) return date(scene);
  if (/\bmov(e|ing)\b/i.test(text) && /checklist|plan/i.test(text)) return officeMove(scene);
  if (/who are you|introduce|what can you do|^(hello|hi|hey)\b/i.test(text)) return introduction(scene);
  return decline();
}

function calculation({ results }: Scene, expression: string): Move {
  const [result] = results;
  if (!result) {
    return {
      reasoning: 'A figure must be right, so I do not calculate in my head: the tool does.',
      text: 'I calculate that.',
      calls: [{ name: 'calculate', input: { expression } }],
    };
  }
  if (result.isError)
    return say(`That cannot be calculated: ${result.output}\n\n${note('the message is the tool’s own')}`);
  return say(`\`${expression}\` = **${result.output}**\n\n${note('the figure is real, from the tool `calculate`')}`);
}

function date({ text, results }: Scene): Move {
  const [result] = results;
  const zone = /\b[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+\b/.exec(text)?.[0];
  if (!result) {
    return { text: 'I look at the clock.', calls: [{ name: 'now', input: zone === undefined ? {} : { zone } }] };
  }
  if (result.isError) return say(`The clock did not answer: ${result.output}`);
  return say(`It is **${result.output}**.\n\n${note('date and time are real, from the tool `now`')}`);
}

function introduction({ instructions }: Scene): Move {
  const [, name = 'part of the demo team', role = ''] = /^You are ([^,]+), ([^.\n]+)\./.exec(instructions) ?? [];
  return say(
    `I am **${name}**${role === '' ? '' : `, ${role}`}. I belong to a demo team: my words are written beforehand, my tools are real.\n\n` +
      `What I can show you without a key:\n\n${offers()}\n\n` +
      'With a key of your own, a real model takes my place: it keeps my name, my role and my tools, and every call shows what it cost.\n\n' +
      note('no model was called and nothing left this device'),
  );
}

/** Never pretends: outside its script the demo team says so. */
function decline(): Move {
  return say(
    'I am simulated, and that is not in my script: I will not make something up.\n\n' +
      `I can do one of these:\n\n${offers()}\n\nFor anything else, bring a key: then a real model answers.`,
  );
}

const offers = () => demoTasks.map(task => `- ${task.text}`).join('\n');

/** What of a move was not said yet. */
function restOf(move: Move, said: string): Move {
  return said !== '' && move.text.startsWith(said) ? { text: move.text.slice(said.length), calls: move.calls } : move;
}
