import type { Condition } from '../../domain/grant';
import type { GrantProposal, GrantRow } from '../../state/grants';
import { moment, number } from '../formats';
import { wording } from './language';
import { toolName } from './tools';

const quoted = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const listed = (values: readonly unknown[]): string => values.map(quoted).join(', ');

export const grantWords = wording('grants', {
  allow: (what: string) => `may ${what} without asking`,
  ask: (what: string) => `must always ask before: ${what}`,
  never: (what: string) => `may never: ${what}`,
  useTool: (tool: string) => `use “${tool}”`,
  where: (deed: string, conditions: string) => `${deed} where ${conditions}`,
  and: ' and ',
  write: (what: string, place: string) => `write ${what} in ${place}`,
  anyText: 'any text',
  thisText: 'exactly this text',
  textLike: (condition: string) => `a text that ${condition}`,
  file: (path: string) => `the file ${path}`,
  files: (paths: string) => `the files ${paths}`,
  filesUnder: (folder: string) => `files under ${folder}/`,
  anyFile: 'any file',
  is: {
    equals: (path: string, value: string) => `${path} is ${value}`,
    oneOf: (path: string, values: string) => `${path} is one of ${values}`,
    under: (path: string, folder: string) => `${path} is in ${folder}/`,
    host: (path: string, host: string) => `${path} is at ${host}`,
    recipient: (path: string, address: string) => `${path} is ${address}`,
    atMost: (path: string, most: string) => `${path} is at most ${most}`,
    anything: (path: string) => `${path} is anything`,
  },
  trusts: (sources: string) => `also when text from ${sources} led to it`,
  inThisRun: 'in this run only',
  until: (moment: string) => `until ${moment}`,
  perDay: (count: string) => `at most ${count} times a day`,

  title: (agent: string) => `Let ${agent} do this without asking?`,
  sentence: (agent: string, what: string) => `${agent} ${what}.`,
  scope: 'Where it holds',
  scopes: { run: 'In this run', always: 'In every run' },
  lasts: 'For how long',
  lastsFor: { day: 'One day', week: 'One week', month: '30 days', ever: 'Until I take it back' },
  allowNow: 'Allow, and approve this one',
  nothing: 'This cannot be allowed ahead: it asks each time.',
  given: (agent: string) => `${agent} may do this from now on.`,
});

/** What a grant lets an agent do, must make it ask, or forbids: `may write any text in files under notes/ without asking`. */
export function grantText(
  body: Pick<GrantProposal, 'tool' | 'when' | 'trusts'>,
  decision: GrantRow['decision'],
): string {
  const words = grantWords();
  const sentence = words[decision](deedOf(body.tool, body.when));
  return body.trusts.length > 0 ? `${sentence}, ${words.trusts(listed(body.trusts))}` : sentence;
}

/** Where and how long a grant holds, as far as it is limited. */
export function grantLimits({ run, expires, perDay }: Pick<GrantRow, 'run' | 'expires' | 'perDay'>): string[] {
  const words = grantWords();
  return [
    run === undefined ? '' : words.inThisRun,
    expires === undefined ? '' : words.until(moment(expires)),
    perDay === undefined ? '' : words.perDay(number(perDay)),
  ].filter(Boolean);
}

function deedOf(tool: string, when: readonly Condition[]): string {
  const words = grantWords();
  const path = when.find(condition => condition.path === '/path');
  const content = when.find(condition => condition.path === '/content');
  if (tool.endsWith('/write_file') && path && content && when.length === 2)
    return words.write(textOf(content), fileOf(path));
  const deed = words.useTool(toolName(tool));
  return when.length === 0 ? deed : words.where(deed, when.map(conditionText).join(words.and));
}

function fileOf(condition: Condition): string {
  const words = grantWords();
  switch (condition.is) {
    case 'equals':
      return words.file(quoted(condition.value));
    case 'oneOf':
      return words.files(listed(condition.value));
    case 'under':
      return words.filesUnder(condition.value);
    case 'anything':
      return words.anyFile;
    case 'host':
    case 'recipient':
    case 'atMost':
      return conditionText(condition);
  }
}

function textOf(condition: Condition): string {
  const words = grantWords();
  if (condition.is === 'anything') return words.anyText;
  return condition.is === 'equals' ? words.thisText : words.textLike(conditionText(condition));
}

/** One condition: the place in the input as a name, and what must stand there. */
function conditionText(condition: Condition): string {
  const { is } = grantWords();
  const path = condition.path.replace(/^\//, '').replaceAll('/', ' › ');
  switch (condition.is) {
    case 'equals':
      return is.equals(path, quoted(condition.value));
    case 'oneOf':
      return is.oneOf(path, listed(condition.value));
    case 'under':
      return is.under(path, condition.value);
    case 'host':
      return is.host(path, condition.value);
    case 'recipient':
      return is.recipient(path, condition.value);
    case 'atMost':
      return is.atMost(path, number(condition.value));
    case 'anything':
      return is.anything(path);
  }
}
