import { useEffect } from 'preact/hooks';
import { hrefOf } from '../../state/place';
import { ButtonLink } from '../parts/button';
import { Page } from '../parts/page';
import { StarterTeams } from '../team/starter-teams';
import { welcomeWords } from '../words/welcome';

/** The last step: a starter team, one hire, or nobody yet. */
export function PickTeam({ onDone }: { onDone: () => void }) {
  const words = welcomeWords();
  useEffect(() => document.querySelector<HTMLElement>('main h1')?.focus(), []);
  return (
    <Page
      title={words.pickTitle}
      line={words.pickLine}
      end={
        <>
          <ButtonLink href={hrefOf({ at: 'team', hire: true })}>{words.hireOne}</ButtonLink>
          <ButtonLink look="bare" href={hrefOf({ at: 'today' })}>
            {words.skip}
          </ButtonLink>
        </>
      }
    >
      <StarterTeams onHired={onDone} />
    </Page>
  );
}
