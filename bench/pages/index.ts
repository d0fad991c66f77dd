/** Loads the module the address names (`?run=ledger`) and lends its exports to the driver as `globalThis.bench`. */
const modules = import.meta.glob<object>(['./*.{ts,tsx}', '!./*.worker.ts', '!./index.ts']);
const name = new URLSearchParams(location.search).get('run') ?? '';
const load = modules[`./${name}.ts`] ?? modules[`./${name}.tsx`];
if (!load) throw new Error(`no module is named ${name}`);
Object.assign(globalThis, { bench: await load() });
