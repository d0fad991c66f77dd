import { useLayoutEffect } from 'preact/hooks';
import { Button } from '../parts/button';
import { Page } from '../parts/page';
import { shellWords } from '../words/shell';

const reload = () => location.reload();

/**
 * Instead of what did not come, a screen or the app itself: the page loads anew on request, or as soon as the network is
 * back, be that in the moment after it is shown. The browser keeps a failed import as it is. It needs no doors.
 */
export function MissingScreen() {
  const words = shellWords();
  useLayoutEffect(() => {
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, []);
  return (
    <Page title={words.missing} line={words.missingLine}>
      <Button look="go" onClick={reload}>
        {words.reload}
      </Button>
    </Page>
  );
}
