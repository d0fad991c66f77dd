import { wording } from './language';

export const agentToolsWords = wording('agentTools', {
  tab: 'Tools & grants',
  tools: 'Tools',
  line: 'What this agent can use. As usual: what changes something asks each time, what only reads does not.',
  noneLine: 'This agent can only write. Give it tools under Edit.',
  rule: (tool: string) => `When “${tool}” asks`,
  rules: { usual: 'As usual', ask: 'Always ask', never: 'Never' },
  grants: 'Allowed without asking',
  noGrants: 'Nothing yet. “Always like this” on an approval adds a line here.',
  sentence: (agent: string, what: string) => `${agent} ${what}`,
  device: 'What is allowed holds on this device and is in no export.',
  remove: 'Take back',
  removed: 'It asks again from now on.',
});
