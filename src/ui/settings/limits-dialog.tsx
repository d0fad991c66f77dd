import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { KeyInfo } from '../../domain/ports';
import { nanosPerDollar, scaledDecimal } from '../../domain/money';
import type { ConnectionView } from '../../state/connections';
import { tell } from '../../state/toasts';
import { listKeys, setCaps, vaultStatus } from '../../state/vault';
import { Problem } from '../connect/problem';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { Dialog } from '../parts/dialog';
import { SecretField, TextField } from '../parts/field';
import { explain } from '../words/errors';
import { connectionsWords, settingsWords } from '../words/settings';

const MEGABYTE = 1_000_000;

interface Typed {
  callsPerMinute: string;
  megabytesPerDay: string;
  perCall: string;
}

/** What the broker lets a key do at most. */
export function LimitsDialog({ view, onClose }: { view: ConnectionView; onClose: () => void }) {
  const words = connectionsWords();
  const key = useSignal<KeyInfo | undefined>(undefined);
  const typed = useSignal<Typed>({ callsPerMinute: '', megabytesPerDay: '', perCall: '' });
  const passphrase = useSignal('');
  const problem = useSignal<{ what: string; next: string } | undefined>(undefined);
  const id = view.key;

  useEffect(() => {
    listKeys().then(
      keys => {
        const found = keys.find(info => info.id === id);
        key.value = found;
        if (found) typed.value = typedFrom(found);
      },
      (error: unknown) => {
        problem.value = explain(error);
      },
    );
  }, [id, key, typed, problem]);

  async function save() {
    const found = key.peek();
    const caps = found && capsFrom(typed.peek());
    if (!found || !caps) return;
    try {
      await setCaps(found.id, { ...found.caps, ...caps }, passphrase.peek());
      tell(words.limitsSaved);
      onClose();
    } catch (error) {
      problem.value = explain(error);
    }
  }

  const wrong = capsFrom(typed.value) === undefined;
  const change = (name: keyof Typed) => (value: string) => {
    typed.value = { ...typed.peek(), [name]: value };
  };
  return (
    <Dialog
      title={words.limits}
      onClose={onClose}
      foot={
        <>
          <Button look="bare" onClick={onClose}>
            {settingsWords().cancel}
          </Button>
          {key.value && (
            <Button look="go" onClick={() => void save()}>
              {settingsWords().save}
            </Button>
          )}
        </>
      }
    >
      <p class="muted">{words.limitsLine}</p>
      {key.value &&
        (['callsPerMinute', 'megabytesPerDay', 'perCall'] as const).map(name => (
          <TextField
            key={name}
            label={words[name]}
            inputMode="decimal"
            value={typed.value[name]}
            onValue={change(name)}
          />
        ))}
      {key.value && wrong && <p role="alert">{words.limitsWrong}</p>}
      {key.value && vaultStatus.value?.state === 'open' && (
        <SecretField label={words.passphrase} autocomplete="current-password" {...bound(passphrase)} />
      )}
      {problem.value && <Problem {...problem.value} state={words.notChanged} />}
    </Dialog>
  );
}

const typedFrom = ({ caps }: KeyInfo): Typed => ({
  callsPerMinute: String(caps.callsPerMinute),
  megabytesPerDay: String(caps.bytesPerDay / MEGABYTE),
  perCall: String(caps.perCall / nanosPerDollar),
});

/** The three limits as the vault counts them; nothing when one is no number above zero. */
function capsFrom(typed: Typed): { callsPerMinute: number; bytesPerDay: number; perCall: number } | undefined {
  const callsPerMinute = scaledDecimal(typed.callsPerMinute, 0);
  const bytesPerDay = scaledDecimal(typed.megabytesPerDay, 6);
  const perCall = scaledDecimal(typed.perCall, 9);
  return callsPerMinute && bytesPerDay && perCall ? { callsPerMinute, bytesPerDay, perCall } : undefined;
}
