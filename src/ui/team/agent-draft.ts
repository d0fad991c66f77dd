import { defaultMaxOutput, type Fallback, type ModelChoice } from '../../domain/agent';
import type { Tier } from '../../domain/connection';
import type { NewAgent } from '../../state/agents';
import { freeName, type Template } from './templates';
import { TOOLS } from './tool-names';

/** An agent as the form holds it; figures as typed. */
export interface AgentDraft {
  name: string;
  role: string;
  instructions: string;
  tier: Tier;
  model: ModelChoice | undefined;
  tools: readonly string[];
  maxOutput: string;
  /** Empty: what the model does by itself. */
  effort: string;
  /** A JSON Schema; empty: answers are free. */
  answer: string;
  fallback: Fallback | undefined;
  template: string | undefined;
  hue: number;
}

export const blankDraft = (hue: number): AgentDraft => ({
  name: '',
  role: '',
  instructions: '',
  tier: 'balanced',
  model: undefined,
  tools: [...TOOLS],
  maxOutput: String(defaultMaxOutput),
  effort: '',
  answer: '',
  fallback: undefined,
  template: undefined,
  hue,
});

export const draftFrom = (template: Template, taken: readonly string[], hue: number): AgentDraft => ({
  ...blankDraft(hue),
  name: freeName(template, taken),
  role: template.role,
  instructions: template.instructions,
  tier: template.tier,
  tools: [...template.tools],
  template: template.id,
});

/** What a draft lacks, by field. */
export interface DraftFaults {
  name?: 'needed' | 'taken';
  maxOutput?: true;
  answer?: true;
}

export function faultsOf(draft: AgentDraft, taken: readonly string[]): DraftFaults {
  const name = draft.name.trim();
  const output = Number(draft.maxOutput);
  return {
    ...(name === '' && { name: 'needed' as const }),
    ...(taken.some(other => other.toLowerCase() === name.toLowerCase()) && { name: 'taken' as const }),
    ...((!Number.isInteger(output) || output < 256 || output > 128_000) && { maxOutput: true as const }),
    ...(!isShape(draft.answer) && { answer: true as const }),
  };
}

/** Whether it says nothing, or what an object looks like. */
function isShape(text: string): boolean {
  if (text.trim() === '') return true;
  try {
    const schema: unknown = JSON.parse(text);
    return typeof schema === 'object' && schema !== null && 'type' in schema && schema.type === 'object';
  } catch {
    return false;
  }
}

/** A draft without faults as what the engine takes. */
export function newAgent(draft: AgentDraft): NewAgent {
  const { tier, hue, model, effort, answer, fallback = null, template } = draft;
  return {
    name: draft.name.trim(),
    role: draft.role.trim(),
    instructions: draft.instructions.trim(),
    tier,
    tools: [...draft.tools],
    maxOutput: Number(draft.maxOutput),
    effort,
    answer: answer.trim(),
    fallback,
    hue,
    ...(model && { model }),
    ...(template && { template }),
  };
}
