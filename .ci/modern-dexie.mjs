// The entry of Dexie's own is its build for old browsers: 1.8 kB more (gzip) in the data worker of every tab.
export const modernDexie = { dexie: 'dexie/dist/modern/dexie.mjs' };
