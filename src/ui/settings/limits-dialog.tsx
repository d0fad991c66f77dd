import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { KeyInfo } from '../../domain/ports';
import { nanosPerDollar, scaledDecimal } from '../../domain/money';
import type { ConnectionView } from '../../state/connections';
import { tell } from '../../state/toasts';
import { listKeys, setCaps, vaultStatus } from '../../state/vault';
import { Problem } from '../parts/problem';
import { bound } from '../parts/bound';
import { Dialog } from '../parts/dialog';
import { SecretField, TextField } from '../parts/field';
import { connectionsWords, settingsWords } from '../words/settings';
import { useExplainedWork } from './use-explained-work';

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
  const work = useExplainedWork();
  const id = view.key;

  useEffect(() => {
    void work.run(async () => {
      const found = (await listKeys()).find(info => info.id === id);
      key.value = found;
      if (found) typed.value = typedFrom(found);
    });
  }, [id]);

  async function save() {
    const found = key.peek();
    const caps = found && capsFrom(typed.peek());
    if (!found || !caps) return;
    await work.run(async () => {
      await setCaps(found.id, { ...found.caps, ...caps }, passphrase.peek());
      tell(words.limitsSaved);
      onClose();
    });
  }

  const wrong = capsFrom(typed.value) === undefined;
  const change = (name: keyof Typed) => (value: string) => {
    typed.value = { ...typed.peek(), [name]: value };
  };
  return (
    <Dialog
      title={words.limits}
      onClose={onClose}
      does={key.value !== undefined && { label: settingsWords().save, busy: work.busy, onDo: () => void save() }}
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
      {work.problem && <Problem {...work.problem} state={words.notChanged} />}
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
