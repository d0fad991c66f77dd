import { useComputed, useSignal } from '@preact/signals';
import { freeHue, hire, type AgentView } from '../../state/agents';
import { tell } from '../../state/toasts';
import { Dialog } from '../parts/dialog';
import { hireWords, teamWords } from '../words/team';
import { blankDraft, draftFrom, faultsOf, newAgent, type AgentDraft } from './agent-draft';
import { AgentForm } from './agent-form';
import { Gallery } from './gallery';
import { templates } from './templates';
import { useWork } from '../use-work';

/** Role, name, model with its price, and who they are is done. */
export function HireSheet({ team, onClose }: { team: readonly AgentView[]; onClose: () => void }) {
  const words = hireWords();
  const taken = team.filter(agent => agent.row.state !== 'retired').map(agent => agent.row.body.name);
  const hue = freeHue(team.map(agent => agent.row.hue));
  const first = templates()[1];
  const draft = useSignal<AgentDraft>(first ? draftFrom(first, taken, hue) : blankDraft(hue));
  const tried = useSignal(false);
  const work = useWork();
  const faults = useComputed(() => faultsOf(draft.value, taken));

  async function submit() {
    tried.value = true;
    if (Object.keys(faults.peek()).length > 0) return;
    await work.run(async () => {
      const agent = newAgent(draft.peek());
      await hire(agent);
      tell(teamWords().hired(agent.name));
      onClose();
    });
  }

  return (
    <Dialog
      kind="sheet"
      title={words.title}
      onClose={onClose}
      does={{ label: words.hire(draft.value.name.trim()), busy: work.busy, onDo: () => void submit() }}
    >
      <Gallery
        chosen={draft.value.template}
        onChoose={template => {
          draft.value = template ? draftFrom(template, taken, hue) : blankDraft(hue);
        }}
      />
      <AgentForm draft={draft} faults={tried.value ? faults.value : {}} />
    </Dialog>
  );
}
