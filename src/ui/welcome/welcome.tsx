import { useSignal } from '@preact/signals';
import { boot } from '../../state/boot';
import { carried } from '../../state/carried';
import { go, hrefOf } from '../../state/place';
import type { TestResult } from '../connect/tested';
import { ButtonLink } from '../parts/button';
import { Lamp } from '../parts/lamp';
import { lazy } from '../parts/lazy';
import { Note } from '../parts/note';
import { shellWords } from '../words/shell';
import { welcomeWords } from '../words/welcome';
import { BringKey } from './bring-key';
import { LookFirst } from './look-first';
import style from './welcome.module.css';

const PickTeam = lazy(() => import('./pick-team').then(chunk => chunk.PickTeam));

type Step = 'start' | 'key' | 'team';
const STEPS: readonly Step[] = ['start', 'key', 'team'];

/** From nothing to a team: demo or key, a free test, a passphrase, a first hire. */
export function Welcome() {
  const words = welcomeWords();
  const tested = useSignal<TestResult | undefined>(undefined);
  const kept = useSignal(false);
  const step: Step = kept.value ? 'team' : tested.value ? 'key' : 'start';
  const known = boot.value.is === 'open' && boot.value.counts.agents > 0;
  return (
    <div class={style.welcome}>
      <header>
        <a class={style.brand} href={hrefOf({ at: 'today' })}>
          <Lamp size={20} />
          {shellWords().product}
        </a>
        <ol class={style.steps} aria-label={words.steps}>
          {STEPS.map(name => (
            <li key={name} aria-current={name === step ? 'step' : undefined}>
              {words[name]}
            </li>
          ))}
        </ol>
      </header>
      {carried.value !== '' && (
        <div class={style.carried}>
          <Note icon="arrow">
            {words.carried}{' '}
            <q translate={false} dir="auto">
              {carried.value}
            </q>
          </Note>
        </div>
      )}
      <main id="main" tabIndex={-1} class={step === 'team' ? style.team : undefined}>
        {step === 'team' ? (
          <PickTeam onDone={() => go({ at: 'today' })} />
        ) : (
          <>
            <div class={style.hero}>
              <h1 tabIndex={-1}>{words.title}</h1>
              <p>{words.line}</p>
            </div>
            <div class={style.ways}>
              <LookFirst />
              <BringKey
                tested={tested}
                onKept={() => {
                  kept.value = true;
                }}
              />
            </div>
          </>
        )}
        {known && step === 'start' && (
          <p class={style.back}>
            <ButtonLink look="bare" href={hrefOf({ at: 'today' })}>
              {words.backToApp}
            </ButtonLink>
          </p>
        )}
      </main>
    </div>
  );
}
