import { useSignal } from '@preact/signals';
import { carried, dropCarried, realTeam, sendCarried } from '../../state/carried';
import { Button } from '../parts/button';
import { AgentPicker } from '../team/agent-picker';
import { tellError } from '../tell-error';
import { carriedWords } from '../words/carried';
import { useWork } from '../use-work';
import style from './carried-task.module.css';

/** A task of the demo waits for someone real: its text, to whom it would go, and one click that sends it. */
export function CarriedTask() {
  const words = carriedWords();
  const picked = useSignal<string | undefined>(undefined);
  const work = useWork();
  const text = carried.value;
  const team = realTeam.value;
  const agent = team.find(({ row }) => row.id === picked.value) ?? team[0];
  if (text === '' || !agent) return null;

  async function send() {
    if (agent) await work.run(() => sendCarried(agent.row.id, text));
  }
  return (
    <section class={style.task} aria-label={words.title}>
      <p>{words.line}</p>
      <blockquote translate={false} dir="auto">
        {text}
      </blockquote>
      <div class={style.ways}>
        {team.length > 1 && (
          <AgentPicker
            label={words.agent}
            team={team}
            agent={agent}
            onPick={id => {
              picked.value = id;
            }}
          />
        )}
        <Button icon="send" busy={work.busy} onClick={() => void send()}>
          {words.send(agent.row.body.name)}
        </Button>
        <Button look="bare" onClick={() => void dropCarried().catch(tellError)}>
          {words.drop}
        </Button>
      </div>
    </section>
  );
}
