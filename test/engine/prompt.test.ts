import { describe, expect, it } from 'vitest';

import type { AgentRow } from '../../src/domain/agent';
import type { ModelInfo } from '../../src/domain/connection';
import type { MessageRow } from '../../src/domain/conversation';
import type { Part } from '../../src/domain/part';
import { buildRequest, type Window } from '../../src/engine/prompt';

const body = { name: 'Ada', role: 'researcher', model: 'model-a', effort: 'low', tools: [] };
const agent = { maxOutput: 8_000, body } as unknown as AgentRow;
const info: ModelInfo = { id: 'model-a', name: 'A', efforts: ['low', 'high'], thinking: 'adaptive', maxOutput: 20_000 };

const said = (role: MessageRow['role'], text: string, over: Partial<MessageRow> = {}): Window['messages'][number] => {
  const parts: Part[] = [{ kind: 'text', text }];
  return { row: { role, ...over } as MessageRow, body: { parts, model: 'model-a' } };
};
const window = (over: Partial<Window> = {}): Window => ({
  agent,
  instructions: '',
  model: 'model-a',
  messages: [said('user', 'Hello')],
  tools: [],
  info,
  ...over,
});

describe('how a model is asked', () => {
  it('is as its agent says, unless the conversation says otherwise', () => {
    expect(buildRequest(window())).toMatchObject({ effort: 'low', maxOutput: 8_000, thinking: 'adaptive' });
    const asks = { effort: 'high', maxOutput: 12_000 };
    expect(buildRequest(window({ asks }))).toMatchObject(asks);
  });

  it('never asks for what the model lacks', () => {
    const shaped = { ...agent, body: { ...body, answer: '{"type":"object"}' } };
    expect(buildRequest(window({ agent: shaped }))).not.toHaveProperty('answer');
    expect(buildRequest(window({ agent: shaped, info: { ...info, structured: true } }))).toHaveProperty('answer');
    expect(buildRequest(window({ asks: { effort: 'max', maxOutput: 90_000 } }))).toMatchObject({ maxOutput: 20_000 });
    expect(buildRequest(window({ asks: { effort: 'max' } }))).not.toHaveProperty('effort');
    const { info: _, ...unknown } = window();
    expect(buildRequest(unknown)).not.toHaveProperty('effort');
  });
});

describe('an answer that goes on', () => {
  const turns = (over: Partial<MessageRow>, model = 'model-a') =>
    buildRequest(window({ model, messages: [said('user', 'Hello'), said('agent', 'Well,', over)] })).turns.map(
      turn => turn.role,
    );

  it('is asked for where it was cut, and sent back as it is where its provider paused it', () => {
    expect(turns({ stop: 'length' })).toEqual(['user', 'agent', 'user']);
    expect(turns({ stop: 'paused' })).toEqual(['user', 'agent']);
    expect(turns({ stop: 'paused' }, 'model-b')).toEqual(['user', 'agent', 'user']);
  });
});
