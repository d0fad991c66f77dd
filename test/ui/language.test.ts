import { expect, it } from 'vitest';
import { englishAmong } from '../../src/ui/words/language';

it('takes the browser’s own English, and plain English where that is no language tag', () => {
  expect(englishAmong(['de-AT', 'en-GB', 'en-US'])).toBe('en-GB');
  expect(englishAmong(['en-US@posix'])).toBe('en');
  expect(englishAmong([])).toBe('en');
});
