import { useSignal } from '@preact/signals';
import { askedAs } from '../../domain/agent';
import { modelInfo } from '../../state/connections';
import { askOnce, nextModel, onceOf } from '../../state/once';
import { switchModel, type ConversationDetail } from '../../state/conversation';
import { attempt } from '../attempt';
import { bound } from '../parts/bound';
import { Button } from '../parts/button';
import { EffortField } from '../parts/effort-field';
import { TextField } from '../parts/field';
import { effortName, modelsWords } from '../words/models';
import style from './model-picker.module.css';

/**
 * How hard and how long the model of a conversation is asked, from the next message on or for that one alone; at first
 * as its agent asks.
 */
export function ModelAsked({ detail, onDone }: { detail: ConversationDetail; onDone: () => void }) {
  const words = modelsWords();
  const { agent } = detail;
  const model = nextModel(detail);
  const effort = useSignal(model?.effort ?? '');
  const longest = useSignal(String(model?.maxOutput ?? ''));
  if (!model) return null;
  const efforts = modelInfo(model)?.efforts ?? [];
  const own = agent.body.effort;
  const isWrong = longest.value !== '' && !isLength(Number(longest.value));
  const asked = () => ({
    ...(efforts.includes(effort.peek()) ? { effort: effort.peek() } : {}),
    ...(longest.peek() === '' ? {} : { maxOutput: Number(longest.peek()) }),
  });
  const use = async () => {
    if (isWrong || !(await attempt(switchModel(detail.row.id, askedAs(model, asked()))))) return;
    await useUsual();
  };
  const useOnce = async () => {
    if (!isWrong && (await attempt(askOnce(detail, asked())))) onDone();
  };
  const useUsual = async () => {
    if (await attempt(askOnce(detail))) onDone();
  };
  return (
    <fieldset class={style.asked}>
      <legend>{words.asked}</legend>
      {efforts.length > 0 && (
        <EffortField
          efforts={efforts}
          unset={own && efforts.includes(own) ? words.asAgent(agent.body.name, effortName(own)) : words.byItself}
          {...bound(effort)}
        />
      )}
      <TextField
        label={words.longest}
        error={isWrong ? words.longestWrong : undefined}
        inputMode="numeric"
        placeholder={String(agent.maxOutput)}
        value={longest.value}
        onValue={typed => {
          longest.value = typed.trim();
        }}
      />
      <div class={style.ways}>
        <Button onClick={() => void use()}>{words.use}</Button>
        <Button onClick={() => void useOnce()}>{words.useOnce}</Button>
        {onceOf(detail) && (
          <Button look="bare" onClick={() => void useUsual()}>
            {words.useUsual}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

const isLength = (tokens: number) => Number.isInteger(tokens) && tokens >= 256 && tokens <= 128_000;
