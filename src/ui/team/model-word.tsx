import { useSignal } from '@preact/signals';
import type { ModelChoice } from '../../domain/agent';
import type { ModelAbilities } from '../../domain/connection';
import { sayOfModel } from '../../state/connections';
import { tell } from '../../state/toasts';
import { attempt } from '../attempt';
import { Button } from '../parts/button';
import { SelectField, TextField } from '../parts/field';
import { modelsWords } from '../words/models';
import style from './hire.module.css';

const switches = ['tools', 'images', 'pdfs', 'structured'] as const;
const counts = ['contextWindow', 'maxOutput'] as const;

type Answer = 'listed' | 'yes' | 'no';

/** What a model can, to be corrected by who knows better than its provider's list. `info` has the word said so far in it. */
export function ModelWord({
  choice,
  info,
  said,
}: {
  choice: ModelChoice;
  info: ModelAbilities;
  said: ModelAbilities | undefined;
}) {
  const words = modelsWords();
  const draft = useSignal(draftOf(said));
  const change = (fields: Partial<Draft>) => {
    draft.value = { ...draft.peek(), ...fields };
  };
  const word = wordOf(draft.value);
  const keep = async (kept: ModelAbilities | undefined) => {
    if (await attempt(sayOfModel(choice, kept))) tell(words.corrected(choice.model));
  };
  return (
    <div class={style.word}>
      <p class="caption dim">{words.canHint}</p>
      {switches.map(name => (
        <SelectField<Answer>
          key={name}
          label={words[name]}
          value={draft.value[name]}
          options={[
            { value: 'listed', label: said?.[name] === undefined ? words.asListed(saidOf(info[name])) : words.listed },
            { value: 'yes', label: words.yes },
            { value: 'no', label: words.no },
          ]}
          onValue={value => change({ [name]: value })}
        />
      ))}
      <TextField
        label={words.effortsSaid}
        hint={words.effortsSaidHint}
        placeholder={info.efforts?.join(', ') ?? ''}
        spellcheck={false}
        value={draft.value.efforts}
        onValue={efforts => change({ efforts })}
      />
      {counts.map(name => (
        <TextField
          key={name}
          label={words[name]}
          error={isCount(draft.value[name]) ? undefined : words.wrongCount}
          placeholder={String(info[name] ?? '')}
          inputMode="numeric"
          value={draft.value[name]}
          onValue={value => change({ [name]: value })}
        />
      ))}
      <p class={style.wordWays}>
        {word && <Button onClick={() => void keep(word)}>{words.correct}</Button>}
        {said && (
          <Button
            look="bare"
            onClick={() => {
              draft.value = draftOf(undefined);
              void keep(undefined);
            }}
          >
            {words.takeBack}
          </Button>
        )}
      </p>
    </div>
  );
}

/** The user's word as the form holds it: as typed, empty where the list counts. */
type Draft = Record<(typeof switches)[number], Answer> & Record<(typeof counts)[number] | 'efforts', string>;

function draftOf(said: ModelAbilities = {}): Draft {
  const answer = (value: boolean | undefined): Answer => (value === undefined ? 'listed' : value ? 'yes' : 'no');
  return {
    tools: answer(said.tools),
    images: answer(said.images),
    pdfs: answer(said.pdfs),
    structured: answer(said.structured),
    efforts: said.efforts?.join(', ') ?? '',
    contextWindow: said.contextWindow?.toString() ?? '',
    maxOutput: said.maxOutput?.toString() ?? '',
  };
}

/** What the form says, or nothing where it says nothing or something wrong. */
function wordOf(draft: Draft): ModelAbilities | undefined {
  if (!counts.every(name => isCount(draft[name]))) return undefined;
  const efforts = draft.efforts
    .split(',')
    .map(effort => effort.trim())
    .filter(Boolean);
  const word: ModelAbilities = {
    ...Object.fromEntries(
      switches.flatMap(name => (draft[name] === 'listed' ? [] : [[name, draft[name] === 'yes'] as const])),
    ),
    ...(efforts.length > 0 ? { efforts } : {}),
    ...Object.fromEntries(counts.flatMap(name => (draft[name] === '' ? [] : [[name, Number(draft[name])] as const]))),
  };
  return Object.keys(word).length > 0 ? word : undefined;
}

const isCount = (typed: string) => typed === '' || /^[1-9]\d{0,8}$/.test(typed);

function saidOf(value: boolean | undefined): string {
  const words = modelsWords();
  if (value === undefined) return words.unknown;
  return value ? words.yes : words.no;
}
