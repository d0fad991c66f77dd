// Dexie's own entry is its build for old browsers: four kilobytes more (gzip) in every tab's data worker.
export const modernDexie = { dexie: 'dexie/dist/modern/dexie.mjs' };
