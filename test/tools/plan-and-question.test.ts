import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it, test } from 'vitest';
import { askUser } from '../../src/tools/ask-user';
import { toolbox } from '../../src/tools/toolbox';
import { updatePlan } from '../../src/tools/update-plan';
import { emptyContext } from './context';

const run = async (tool: typeof updatePlan, input: unknown) => tool.run(input, emptyContext());
const wrongInput = (what: RegExp) => ({ code: 'tool-input-wrong', parameters: { what: expect.stringMatching(what) } });

describe('update_plan', () => {
  it('asks for the whole plan to be set', async () => {
    const steps = [
      { title: 'Look', state: 'done', test: 'found', estimate: 0.1, owner: 'Ada' },
      { id: 'a1b2c3', title: 'Try', state: 'failed', reason: 'no network' },
    ];
    expect(await run(updatePlan, { steps })).toEqual({
      output: 'The plan is set: 2 steps, 1 done.',
      changes: [{ kind: 'plan', steps }],
    });
  });

  it.each([
    [{ title: 'Try', state: 'failed' }, /step 1 failed: say why/],
    [{ title: 'Try', state: 'started' }, /one of open, doing, done, failed, dropped/],
    [{ state: 'open' }, /step 1 must have a title/],
    [{ title: 'Try', state: 'open', estimate: '1 $' }, /number of US dollars/],
    [{ title: 'Try', state: 'open', done: true }, /step 1 has no field “done”/],
  ])('refuses %j in words a model can act on', async (step, what) => {
    await expect(run(updatePlan, { steps: [step] })).rejects.toMatchObject(wrongInput(what));
  });

  it('refuses more steps than anyone reads', async () => {
    const steps = Array.from({ length: 51 }, (_, index) => ({ title: `${index}`, state: 'open' }));
    await expect(run(updatePlan, { steps })).rejects.toMatchObject(wrongInput(/at most 50/));
  });
});

describe('ask_user', () => {
  it('puts a question with each choice once', async () => {
    const { question } = await run(askUser, { question: ' Which? ', choices: ['A', 'B ', 'B'] });
    expect(question).toEqual({ text: 'Which?', choices: ['A', 'B'] });
    expect((await run(askUser, { question: 'Why?' })).question).toEqual({ text: 'Why?', choices: [] });
  });

  it.each([
    [{ question: ' ' }, /must not be empty/],
    [{ question: 'x', choices: 'A' }, /list of strings/],
    [{ question: 'x', choices: [''] }, /string of 1 to 200/],
    [{ question: 'x', choices: ['1', '2', '3', '4', '5', '6', '7'] }, /at most 6/],
  ])('refuses %j', async (input, what) => {
    await expect(run(askUser, input)).rejects.toMatchObject(wrongInput(what));
  });
});

test('every built-in tool has a name of its own and a strict schema', () => {
  const tools = toolbox();
  expect(new Set(tools.map(({ name }) => name)).size).toBe(tools.length);
  const ajv = new Ajv2020({ strict: true });
  for (const tool of tools) {
    const accepts = ajv.compile(tool.input);
    expect(accepts({ [`not of ${tool.name}`]: 1 })).toBe(false);
    expect(accepts('x')).toBe(false);
  }
});
