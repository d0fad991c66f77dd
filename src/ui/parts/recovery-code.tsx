import { useSignal } from '@preact/signals';
import { copy } from '../../state/device';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import { vaultWords } from '../words/vault';
import { Button } from './button';
import { TextField } from './field';
import style from './recovery-code.module.css';

const GROUP = 4;
/** Which groups are asked back, counted from 1: one from the middle, one from the end. */
const ASKED: readonly [number, number] = [3, 6];

export function groupsOf(code: string): string[] {
  return code.replace(/[^0-9A-Za-z]/g, '').match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? [];
}

/** The code is shown once; two of its groups are typed back before it is let go. `form`: the form's id, for its button. */
export function RecoveryCode({ code, form, onDone }: { code: string; form: string; onDone: () => void }) {
  const words = vaultWords();
  const typed = useSignal('');
  const wrong = useSignal(false);
  const groups = groupsOf(code);
  const wanted = ASKED.map(at => groups[at - 1] ?? '')
    .join('')
    .toLowerCase();

  function check(event: Event) {
    event.preventDefault();
    if (typed.value.replace(/[^0-9A-Za-z]/g, '').toLowerCase() === wanted) onDone();
    else wrong.value = true;
  }

  return (
    <form id={form} class={style.code} onSubmit={check}>
      <p class="muted">{words.codeLine}</p>
      <ol class={style.groups} translate={false} dir="ltr">
        {groups.map((group, index) => (
          <li key={index}>{group}</li>
        ))}
      </ol>
      <Button icon="copy" onClick={() => void attempt(copy(groups.join('-')).then(() => tell(words.copied)))}>
        {words.copy}
      </Button>
      <TextField
        label={words.codeCheck(...ASKED)}
        error={wrong.value ? words.codeWrong : undefined}
        spellcheck={false}
        value={typed.value}
        onValue={value => {
          typed.value = value;
          wrong.value = false;
        }}
      />
    </form>
  );
}
