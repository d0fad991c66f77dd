import { useSignal } from '@preact/signals';
import { pathSegments } from '../../domain/destination';
import type { Condition } from '../../domain/grant';
import type { AgentRow } from '../../domain/agent';
import { now } from '../../state/clock';
import { setGrant } from '../../state/grants';
import { tell } from '../../state/toasts';
import { expiryOf, LastingField, type Lasts } from '../approval/lasting';
import { bound } from '../parts/bound';
import { Dialog } from '../parts/dialog';
import { TextField } from '../parts/field';
import { Segments } from '../parts/segments';
import { agentToolsWords } from '../words/agent-tools';
import { grantLimits, grantText, grantWords } from '../words/grants';
import { useWork } from '../use-work';

const tool = 'built-in/write_file';

/** What an agent may write unasked, said ahead of any request: where, how often and for how long, read back in words. */
export function AllowDialog({ agent, name, onClose }: { agent: AgentRow['id']; name: string; onClose: () => void }) {
  const words = agentToolsWords();
  const where = useSignal<'folder' | 'any'>('folder');
  const folder = useSignal('');
  const lasts = useSignal<Lasts>('week');
  const perDay = useSignal('');
  const isTold = useSignal(false);
  const work = useWork();

  const place = placeOf(where.value, folder.value);
  const times = timesOf(perDay.value);
  const when: Condition[] = place ? [place, { path: '/content', is: 'anything' }] : [];
  const limits = { ...(times !== undefined && { perDay: times }), ...expiryOf(lasts.value, now.value) };
  const isWhole = place !== undefined && !Number.isNaN(times);

  const give = async () => {
    isTold.value = true;
    if (!isWhole) return;
    await work.run(async () => {
      await setGrant({ agent, tool, decision: 'allow', when, trusts: [], ...limits });
      tell(words.allowed(name));
      onClose();
    });
  };
  return (
    <Dialog
      title={words.allowTitle(name)}
      onClose={onClose}
      does={{ label: words.allowNow, busy: work.busy, onDo: () => void give() }}
    >
      <Segments
        label={words.allowWhere}
        options={(['folder', 'any'] as const).map(value => ({ value, label: words.allowWheres[value] }))}
        {...bound(where)}
      />
      {where.value === 'folder' && (
        <TextField
          label={words.folder}
          hint={words.folderHint}
          error={isTold.value && !place ? words.folderNeeded : undefined}
          spellcheck={false}
          autofocus
          {...bound(folder)}
        />
      )}
      <LastingField {...bound(lasts)} />
      <TextField
        label={words.perDay}
        hint={words.perDayHint}
        error={isTold.value && Number.isNaN(times) ? words.perDayWrong : undefined}
        inputMode="numeric"
        {...bound(perDay)}
      />
      {isWhole && (
        <p>
          {grantWords().sentence(
            name,
            [grantText({ tool, when, trusts: [] }, 'allow'), ...grantLimits(limits)].join(', '),
          )}
        </p>
      )}
      {where.value === 'any' && <p class="muted small">{words.allowAny}</p>}
    </Dialog>
  );
}

/** Where it may write; nothing while no folder is named. */
function placeOf(where: 'folder' | 'any', folder: string): Condition | undefined {
  if (where === 'any') return { path: '/path', is: 'anything' };
  const value = folder.trim().replace(/^\/+|\/+$/g, '');
  return pathSegments(value) ? { path: '/path', is: 'under', value } : undefined;
}

/** How often a day: nothing where it is left open, not a number where it is none. */
function timesOf(text: string): number | undefined {
  const written = text.trim();
  if (written === '') return undefined;
  return /^[1-9]\d{0,5}$/.test(written) ? Number(written) : Number.NaN;
}
