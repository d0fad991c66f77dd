import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { now } from '../../state/clock';
import { proposeGrant, setGrant, type GrantProposal } from '../../state/grants';
import type { RequestView } from '../../state/requests';
import { tell } from '../../state/toasts';
import { bound } from '../parts/bound';
import { Dialog } from '../parts/dialog';
import { Segments } from '../parts/segments';
import { tellError } from '../tell-error';
import { grantText, grantWords } from '../words/grants';
import { useWork } from '../use-work';
import { expiryOf, LastingField, type Lasts } from './lasting';

/** “Always like this”: what exactly would be allowed, in words, where and for how long. Nothing is given before it is read. */
export function GrantDialog({
  request,
  onGiven,
  onClose,
}: {
  request: RequestView;
  /** The grant stands: what asked for it is approved, too. */
  onGiven: () => Promise<void>;
  onClose: () => void;
}) {
  const words = grantWords();
  const proposal = useSignal<GrantProposal | undefined>(undefined);
  const scope = useSignal<'run' | 'always'>('run');
  const lasts = useSignal<Lasts>('ever');
  const work = useWork();
  useEffect(() => {
    proposeGrant(request.row.id).then(
      found => {
        if (found) proposal.value = found;
        else {
          tell(words.nothing);
          onClose();
        }
      },
      (error: unknown) => {
        tellError(error);
        onClose();
      },
    );
  }, []);
  const proposed = proposal.value;
  if (!proposed) return null;

  const give = async () => {
    const limits = {
      ...(scope.peek() === 'run' && { run: request.row.run }),
      ...expiryOf(lasts.peek(), now.peek()),
    };
    await work.run(async () => {
      await setGrant({ ...proposed, decision: 'allow', ...limits });
      tell(words.given(request.agentName));
      onClose();
      await onGiven();
    });
  };
  return (
    <Dialog
      title={words.title(request.agentName)}
      onClose={onClose}
      does={{ label: words.allowNow, busy: work.busy, onDo: () => void give() }}
    >
      <p>{words.sentence(request.agentName, grantText(proposed, 'allow'))}</p>
      <Segments
        label={words.scope}
        options={[
          { value: 'run', label: words.scopes.run },
          { value: 'always', label: words.scopes.always },
        ]}
        {...bound(scope)}
      />
      {scope.value === 'always' && <LastingField {...bound(lasts)} />}
    </Dialog>
  );
}
