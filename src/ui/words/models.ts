import type { Asked } from '../../domain/agent';
import { number } from '../formats';
import { wording } from './language';

/** What models can do and how they are asked. */
export const modelsWords = wording('models', {
  effort: 'Effort',
  effortHint: 'How long it thinks before it answers. Thinking is billed as output.',
  byItself: 'What the model does by itself',
  asAgent: (name: string, effort: string) => `As for ${name}: ${effort}`,
  efforts: {
    none: 'None',
    minimal: 'Minimal',
    low: 'Low',
    medium: 'Medium',
    high: 'High',
    xhigh: 'Very high',
    max: 'Most',
  },
  shape: 'Shape of its answers',
  shapeHint:
    'A JSON Schema of an object, for answers that another program reads. Every field is filled. Empty: free text.',
  shapeWrong: 'A JSON Schema whose type is "object".',
  asked: 'How it is asked here',
  longest: 'Longest answer, in tokens',
  longestWrong: 'A whole number from 256 to 128,000.',
  use: 'Use from the next message on',
  useOnce: 'For the next message only',
  useUsual: 'As the other messages',
  withEffort: (effort: string) => `effort ${effort.toLowerCase()}`,
  tokensAtMost: (count: string) => `${count} tokens at most`,
  asItsAgent: 'as its agent asks',
  once: (asked: string) => `For this message only: ${asked}.`,
  askedOnce: (asked: string) => `For this message only: ${asked}`,
  can: 'What this model can do',
  canHint: 'From the provider’s list, else from a table. Correct it where you know better.',
  listed: 'As listed',
  asListed: (said: string) => `As listed: ${said}`,
  yes: 'Yes',
  no: 'No',
  unknown: 'unknown',
  tools: 'Uses tools',
  images: 'Reads pictures',
  pdfs: 'Reads PDFs',
  structured: 'Keeps to a JSON Schema',
  effortsSaid: 'Efforts, least first',
  effortsSaidHint: 'In the provider’s words, with commas between.',
  contextWindow: 'Window, in tokens',
  maxOutput: 'Longest answer it can give, in tokens',
  wrongCount: 'A whole number.',
  correct: 'Correct',
  takeBack: 'As listed again',
  corrected: (model: string) => `Kept for ${model}`,
});

/** A provider's word for an effort as it is shown. */
export function effortName(effort: string): string {
  const names: Readonly<Record<string, string>> = modelsWords().efforts;
  return names[effort] ?? effort;
}

/** How a model is asked: how hard, and how long at most. */
export function askedText({ effort, maxOutput }: Asked): string {
  const words = modelsWords();
  const said = [
    ...(effort === undefined ? [] : [words.withEffort(effortName(effort))]),
    ...(maxOutput === undefined ? [] : [words.tokensAtMost(number(maxOutput))]),
  ];
  return said.join(', ') || words.asItsAgent;
}
