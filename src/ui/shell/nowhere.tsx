import { hrefOf } from '../../state/place';
import { ButtonLink } from '../parts/button';
import { Page } from '../parts/page';
import { appWords } from '../words/app';

/** An address that names no screen. */
export function Nowhere() {
  const words = appWords();
  return (
    <Page title={words.nowhere} line={words.nowhereLine}>
      <ButtonLink look="go" href={hrefOf({ at: 'today' })}>
        {words.toToday}
      </ButtonLink>
    </Page>
  );
}
