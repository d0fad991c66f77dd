import { useComputed, useSignal } from '@preact/signals';
import { agents, editAgent, modelOf, type AgentDetail } from '../../state/agents';
import { tell } from '../../state/toasts';
import { Dialog } from '../parts/dialog';
import { faultsOf, newAgent, type AgentDraft } from '../team/agent-draft';
import { AgentForm } from '../team/agent-form';
import { agentWords } from '../words/agent';
import { hireWords } from '../words/team';
import { useWork } from '../use-work';

/** The hire sheet's form over an agent that exists. Changed instructions become a new version. */
export function EditSheet({ detail, onClose }: { detail: AgentDetail; onClose: () => void }) {
  const words = hireWords();
  const { row } = detail;
  const before = detail.versions.find(version => version.id === row.instructions)?.body.text ?? '';
  const draft = useSignal<AgentDraft>({
    name: row.body.name,
    role: row.body.role,
    instructions: before,
    tier: row.tier,
    model: modelOf(row),
    tools: row.body.tools,
    maxOutput: String(row.maxOutput),
    effort: row.body.effort ?? '',
    answer: row.body.answer ?? '',
    fallback: row.body.fallback ?? undefined,
    template: row.body.template,
    hue: row.hue,
  });
  const work = useWork();
  const others = agents.value.filter(agent => agent.row.id !== row.id && agent.row.state !== 'retired');
  const faults = useComputed(() =>
    faultsOf(
      draft.value,
      others.map(agent => agent.row.body.name),
    ),
  );

  async function submit() {
    if (Object.keys(faults.peek()).length > 0) return;
    const { instructions, ...fields } = newAgent(draft.peek());
    await work.run(async () => {
      await editAgent(row.id, instructions === before.trim() ? fields : { ...fields, instructions });
      tell(agentWords().saved);
      onClose();
    });
  }

  return (
    <Dialog
      kind="sheet"
      title={words.editTitle(row.body.name)}
      onClose={onClose}
      does={{ label: words.save, busy: work.busy, onDo: () => void submit() }}
    >
      <AgentForm draft={draft} faults={faults.value} />
    </Dialog>
  );
}
