import { render } from 'preact';
import { Button } from '../parts/button';
import { Trouble } from '../parts/trouble';
import { unsealedWords } from '../words/unsealed';
import { Shell } from './shell';

export type UnsealedReason = 'no-service-worker' | 'refused' | 'offline' | 'silent';

/** Instead of the screens, where no response can be made to carry the headers that hold the page to its own origin. */
export function mountUnsealed(root: HTMLElement, reason: UnsealedReason): void {
  const words = unsealedWords();
  const again = (
    <Button look="go" onClick={() => location.reload()}>
      {words.retry}
    </Button>
  );
  render(
    <Shell>
      <Trouble is="failed" state={words.state} title={words.title} ways={again}>
        <p>{words.why[reason]}</p>
        <p>{words.safe}</p>
      </Trouble>
    </Shell>,
    root,
  );
}
