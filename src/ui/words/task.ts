import { counted } from '../formats';
import { wording } from './language';

export const taskWords = wording('task', {
  gone: 'This task is not here',
  goneLine: 'It may belong to another workspace, or have been deleted.',
  toToday: 'Go to Today',
  toConversation: 'Open conversation',
  waits: 'Waits for you',
  brief: 'What was asked',
  plan: 'Plan',
  noPlan: 'No steps yet. The agent is told of what you add here.',
  planFirst: 'Nothing is done before you begin. The steps you add here go with the task.',
  addStep: 'Add a step',
  runs: 'Runs',
  replay: 'Replay',
  replayOf: (model: string, moment: string) => `Replay of the run on ${model}, ${moment}`,
  compare: 'Compare',
  compareOf: (model: string, moment: string) => `Compare with the run on ${model}, ${moment}`,
  colleagues: 'Asked of colleagues',
  facts: 'At a glance',
  agent: 'Agent',
  begun: 'Begun',
  cost: 'Cost',
  costAll: 'Cost with colleagues',
  work: 'Work',
  steps: (count: number) => counted(count, 'model call', 'model calls'),
});
