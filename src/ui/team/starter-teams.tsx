import { useEffect } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { agents, agentsUnread } from '../../state/agents';
import { tell } from '../../state/toasts';
import { Mark } from '../marks/mark';
import { Button } from '../parts/button';
import { Section } from '../parts/section';
import { teamWords } from '../words/team';
import { tellError } from '../tell-error';
import { hireTeam, namesOf } from './hire-team';
import type { StarterTeam, Template } from './templates';
import { useWork } from '../use-work';
import style from './team.module.css';

/** Three teams to begin with, hired at one click on the models that fit. */
export function StarterTeams({ onHired }: { onHired?: () => void }) {
  const words = teamWords();
  const gallery = useSignal<(() => StarterTeam[]) | undefined>(undefined);
  const work = useWork();
  useEffect(() => {
    import('./templates').then(({ starterTeams }) => {
      gallery.value = starterTeams;
    }, tellError);
  }, [gallery]);
  const teams = gallery.value;
  const hired = agents.value;
  if (!teams || hired === agentsUnread) return null;

  async function hire(roles: readonly Template[]) {
    await work.run(async () => {
      tell(words.hired((await hireTeam(roles, hired)).join(', ')));
      onHired?.();
    });
  }

  return (
    <Section title={words.starters}>
      <ul class={style.starters}>
        {teams().map(team => {
          const { roles } = team;
          const names = namesOf(roles, hired);
          return (
            <li key={team.id}>
              <h3>{team.name}</h3>
              <p class="muted small">{team.line}</p>
              <p class={style.marks}>
                {names.map(name => (
                  <span key={name}>
                    <Mark name={name} size={28} />
                    {name}
                  </span>
                ))}
              </p>
              <Button busy={work.busy} onClick={() => void hire(roles)}>
                {words.hireAll}
              </Button>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
