import { startDemo } from '../../state/agents';
import { go } from '../../state/place';
import { Mark } from '../marks/mark';
import { Button } from '../parts/button';
import { State } from '../parts/state';
import { welcomeWords } from '../words/welcome';
import { useWork } from '../use-work';
import style from './welcome.module.css';

const DEMO_TEAM = [
  ['Maren', 'plans'],
  ['Otto', 'reads'],
  ['Ines', 'counts'],
] as const;

/** The way in without a key. */
export function LookFirst() {
  const words = welcomeWords();
  const work = useWork();
  async function start() {
    await work.run(async () => {
      await startDemo();
      go({ at: 'today' });
    });
  }
  return (
    <section class={style.way}>
      <h2>{words.lookFirst}</h2>
      <p class="muted">{words.lookLine}</p>
      <ul class={style.demo}>
        {DEMO_TEAM.map(([name, does]) => (
          <li key={name}>
            <Mark name={name} size={28} />
            <span>
              <b>{name}</b> {words.demoTeam[does]}
            </span>
            <State is="simulated" />
          </li>
        ))}
      </ul>
      <Button size="big" busy={work.busy} onClick={() => void start()}>
        {words.tryDemo}
      </Button>
      <p class="caption dim">{words.noAccount}</p>
    </section>
  );
}
