import { useSignal } from '@preact/signals';
import type { ModelChoice } from '../../domain/agent';
import type { Id } from '../../domain/id';
import { offers } from '../../state/conversation-models';
import { go } from '../../state/place';
import { fork, type RunView } from '../../state/replay';
import { tell } from '../../state/toasts';
import { rate } from '../formats';
import { bound } from '../parts/bound';
import { Combobox } from '../parts/combobox';
import { Dialog } from '../parts/dialog';
import { AreaField } from '../parts/field';
import { replayWords } from '../words/replay';
import { useWork } from '../use-work';

/** The same task again: from a step or from the beginning, with another model, other instructions or another message. */
export function ForkDialog({
  run,
  from,
  onClose,
}: {
  run: RunView;
  /** The message to go on from; absent: from the beginning. */
  from: Id<'message'> | undefined;
  onClose: () => void;
}) {
  const words = replayWords();
  const typed = useSignal('');
  const chosen = useSignal<ModelChoice | undefined>(undefined);
  const instructions = useSignal('');
  const text = useSignal('');
  const work = useWork();
  const submit = async () => {
    const wanted = typed.peek().trim();
    const { connection } = run.row.body.model;
    // One id may be had over several connections: the one that was picked, else the run's own.
    const model = chosen.peek() ?? (wanted === '' ? undefined : { connection, model: wanted });
    await work.run(async () => {
      const sent = await fork({
        run: run.row.id,
        ...(from !== undefined && { from }),
        ...(model && { model }),
        ...(instructions.peek().trim() !== '' && { instructions: instructions.peek().trim() }),
        ...(text.peek().trim() !== '' && { text: text.peek().trim() }),
      });
      tell(words.forked);
      go({ at: 'conversation', id: sent.conversation });
    });
  };
  return (
    <Dialog
      title={from === undefined ? words.forkBegin : words.forkTitle}
      onClose={onClose}
      does={{ label: words.forkNow, busy: work.busy, onDo: () => void submit() }}
    >
      <p>{words.forkLine}</p>
      <Combobox
        label={words.model}
        hint={words.modelHint}
        placeholder={run.row.body.model.model}
        text={typed.value}
        choices={offers.value.map(({ choice, connectionName, price }) => ({
          value: choice,
          text: choice.model,
          end: (
            <span class="number small dim">
              {connectionName} {price && rate(price.rates.output)}
            </span>
          ),
        }))}
        onText={value => {
          typed.value = value;
          chosen.value = undefined;
        }}
        onChoose={choice => {
          typed.value = choice.text;
          chosen.value = choice.value;
        }}
      />
      <AreaField label={words.instructions} hint={words.instructionsHint} {...bound(instructions)} />
      {from === undefined && <AreaField label={words.message} hint={words.messageHint} {...bound(text)} />}
    </Dialog>
  );
}
