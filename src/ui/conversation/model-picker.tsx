import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { ModelChoice } from '../../domain/agent';
import { callCeiling, typicalInput } from '../../state/ceilings';
import { switchModel, type ConversationDetail } from '../../state/conversation';
import { offers, type ModelOffer } from '../../state/conversation-models';
import { number, rate } from '../formats';
import { bound } from '../parts/bound';
import choices from '../parts/choice.module.css';
import { Dialog } from '../parts/dialog';
import { TextField } from '../parts/field';
import { ceilingReason, ceilingText } from '../words/ceilings';
import { conversationWords } from '../words/conversation';
import { attempt } from '../attempt';
import { useFreshModels } from '../use-fresh-models';
import { ModelAsked } from './model-asked';
import { isChoosingModel } from './model-choosing';
import style from './model-picker.module.css';

const mostShown = 40;

/** The model of this conversation from the next message on: searched by name or id, or typed. */
export function ModelPicker({ detail }: { detail: ConversationDetail }) {
  const words = conversationWords();
  useFreshModels();
  const wanted = useSignal('');
  const name = useId();
  const close = () => {
    isChoosingModel.value = false;
  };
  const choose = async (model: ModelChoice) => {
    if (await attempt(switchModel(detail.row.id, model))) close();
  };
  const found = matching(offers.value, wanted.value);
  const typed = wanted.value.trim();
  const connection = detail.model?.connection ?? detail.agent.connection;
  const isKnown = found.some(offer => offer.choice.model === typed);
  return (
    <Dialog title={words.chooseModel} onClose={close}>
      <TextField
        label={words.findModel}
        hint={words.modelHelp}
        autocomplete="off"
        autofocus
        spellcheck={false}
        {...bound(wanted)}
      />
      {offers.value.length === 0 && <p class="muted small">{words.noModels}</p>}
      <ul class={style.list}>
        {found.slice(0, mostShown).map(offer => (
          <li key={`${offer.choice.connection}/${offer.choice.model}`}>
            <label>
              <input
                type="radio"
                class={choices.radio}
                name={name}
                checked={isSame(offer.choice, detail.model)}
                onChange={() => void choose(offer.choice)}
              />
              <ModelWords offer={offer} wanted={wantedOf(detail)} />
            </label>
          </li>
        ))}
        {typed !== '' && !isKnown && connection && (
          <li>
            <label>
              <input
                type="radio"
                class={choices.radio}
                name={name}
                checked={false}
                onChange={() => void choose({ connection, model: typed })}
              />
              <span>{words.useTyped(typed)}</span>
            </label>
          </li>
        )}
      </ul>
      {found.length > mostShown && <p class="small muted">{words.moreModels(number(found.length - mostShown))}</p>}
      <ModelAsked detail={detail} onDone={close} />
    </Dialog>
  );
}

/** What a call would read and be allowed to write, as the conversation stands. */
const wantedOf = ({ windowTokens, model, agent }: ConversationDetail) => ({
  input: Math.max(windowTokens, typicalInput),
  maxOutput: model?.maxOutput ?? agent.maxOutput,
});

function ModelWords({ offer, wanted }: { offer: ModelOffer; wanted: ReturnType<typeof wantedOf> }) {
  const words = conversationWords();
  const { info, price, connectionName, choice } = offer;
  const { ceilingClass, atMost } = callCeiling(choice, wanted);
  return (
    <>
      <span class={style.words}>
        <span class="mono">{info.id}</span>
        <span class="caption dim">
          {[info.name === info.id ? '' : info.name, connectionName].filter(Boolean).join(', ')}
        </span>
      </span>
      <span class={`number caption muted ${style.price}`}>
        <span>{price ? words.perMillion(rate(price.rates.input), rate(price.rates.output)) : words.priceUnknown}</span>
        <span title={ceilingReason(ceilingClass)}>{ceilingText(ceilingClass, atMost)}</span>
      </span>
    </>
  );
}

function matching(all: readonly ModelOffer[], wanted: string): ModelOffer[] {
  const parts = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  return all.filter(({ info, connectionName }) => {
    const text = `${info.id} ${info.name} ${connectionName}`.toLowerCase();
    return parts.every(part => text.includes(part));
  });
}

function isSame(one: ModelChoice, other: ModelChoice | undefined): boolean {
  return one.model === other?.model && one.connection === other.connection;
}
