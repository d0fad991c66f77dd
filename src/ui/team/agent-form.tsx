import type { Signal } from '@preact/signals';
import { Mark } from '../marks/mark';
import { AreaField, TextField } from '../parts/field';
import { Switch } from '../parts/switch';
import { hireWords } from '../words/team';
import { toolLine } from '../words/tool-deeds';
import { toolName } from '../words/tools';
import type { AgentDraft, DraftFaults } from './agent-draft';
import { TOOLS } from './tool-names';
import { FallbackChoice } from './fallback-choice';
import { ModelAsked } from './model-asked';
import { ModelChooser } from './model-chooser';
import style from './hire.module.css';

/** Everything an agent is made of; used to hire and to edit. */
export function AgentForm({ draft, faults }: { draft: Signal<AgentDraft>; faults: DraftFaults }) {
  const words = hireWords();
  const { name, role, instructions, tools, maxOutput, hue } = draft.value;
  const change = (fields: Partial<AgentDraft>) => {
    draft.value = { ...draft.peek(), ...fields };
  };
  const nameFault = faults.name && { needed: words.nameNeeded, taken: words.nameTaken }[faults.name];
  return (
    <>
      <div class={style.name}>
        <Mark name={name.trim() || '?'} hue={hue} size={40} />
        <TextField label={words.name} error={nameFault} value={name} onValue={value => change({ name: value })} />
      </div>
      <TextField label={words.role} value={role} onValue={value => change({ role: value })} />
      <ModelChooser draft={draft} />
      <ModelAsked draft={draft} faults={faults} />
      <FallbackChoice draft={draft} />
      <AreaField
        label={words.instructions}
        hint={words.instructionsHint}
        value={instructions}
        onValue={value => change({ instructions: value })}
      />
      <fieldset>
        <legend class={style.legend}>{words.tools}</legend>
        {TOOLS.map(tool => (
          <Switch
            key={tool}
            label={toolName(tool)}
            hint={toolLine(tool)}
            on={tools.includes(tool)}
            onChange={on => change({ tools: on ? [...tools, tool] : tools.filter(other => other !== tool) })}
          />
        ))}
      </fieldset>
      <TextField
        label={words.maxOutput}
        hint={words.maxOutputHint}
        error={faults.maxOutput && words.maxOutputWrong}
        inputMode="numeric"
        value={maxOutput}
        onValue={value => change({ maxOutput: value })}
      />
    </>
  );
}
