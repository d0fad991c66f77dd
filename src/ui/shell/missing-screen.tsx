import { useLayoutEffect } from 'preact/hooks';
import { reload } from '../../state/device';
import { Button } from '../parts/button';
import { Page } from '../parts/page';
import { appWords } from '../words/app';

/**
 * Instead of a screen whose chunk did not come: the page loads anew on request, or as soon as the network is back, be that
 * in the moment after it is shown. The browser keeps a failed import as it is.
 */
export function MissingScreen() {
  const words = appWords();
  useLayoutEffect(() => {
    addEventListener('online', reload);
    return () => removeEventListener('online', reload);
  }, []);
  return (
    <Page
      title={words.screenMissing}
      line={words.screenMissingLine}
      end={
        <Button look="go" onClick={reload}>
          {words.reload}
        </Button>
      }
    />
  );
}
