// Packages that only workers and lazy chunks import: the dev server finds them late and would reload the page (or the
// test) while it runs.
export const bundleFirst = [
  '@noble/hashes/hmac.js',
  '@noble/hashes/sha2.js',
  '@noble/hashes/utils.js',
  'dexie',
  'eventsource-parser',
  'idb',
  'marked',
  'valibot',
];
