// The architecture, as an oxlint rule: what each folder of src/ may import. Keep in step with docs/ARCHITECTURE.md.
import { dirname, resolve } from 'node:path';

const BASE = ['domain', 'lib'];
const LAYERS = {
  domain: [],
  lib: [],
  storage: BASE,
  memory: [...BASE, 'storage'],
  search: [...BASE, 'storage'],
  exchange: [...BASE, 'storage'],
  engine: [...BASE, 'storage', 'memory', 'search', 'exchange'],
  state: [...BASE, 'engine'],
  ui: [...BASE, 'state'],
  providers: BASE,
  tools: BASE,
  parsing: BASE,
  vault: BASE,
  page: BASE,
}; // Files directly in src/ (main, start, workers, engine.worker, sw) belong to no layer: they may import anything.

/** From outside, only this file of a folder may be imported. */
const DOORS = { engine: 'engine/door' };
/** Types that cross a border on purpose. */
const TYPES = { state: 'storage/queries' };
/** Packages that only these folders may import. */
const OWNERS = { dexie: ['storage'], idb: ['vault'], preact: ['ui'], '@preact/signals': ['ui', 'state'] };

const layerOf = file => /[\\/]src[\\/]([^\\/]+)[\\/]/.exec(file)?.[1];
const isInside = file => /[\\/]inside[\\/]/.test(file);

const imports = {
  meta: { type: 'problem', docs: { description: 'imports point down the layers' } },
  create(context) {
    const file = context.filename;
    const layer = layerOf(file);
    const allowed = LAYERS[layer];
    if (!/[\\/]src[\\/]/.test(file)) return {}; // tests and build scripts may look anywhere

    function check(node) {
      const from = node.source?.value;
      if (typeof from !== 'string') return;
      const complain = message => context.report({ node, message });
      if (layer && !allowed) return complain(`src/${layer}/ is not in the layer table`);

      if (from.startsWith('.') || from.startsWith('@/') || from.startsWith('src/')) {
        const target = from.startsWith('.') ? resolve(dirname(file), from) : `/src/${from.replace(/^(@|src)\//, '')}`;
        const below = layerOf(target);
        const door = DOORS[below];
        const typesOnly = (node.importKind ?? node.exportKind) === 'type';
        if (typesOnly && TYPES[layer] && target.replaceAll('\\', '/').includes(TYPES[layer])) return;
        if (isInside(target) && !isInside(file) && !from.includes('?worker'))
          complain(`${from} is inside a worker: talk to its door`);
        else if (allowed && below !== layer && !allowed.includes(below))
          complain(`${layer} may not import ${below ?? target}`);
        else if (layer && door && below !== layer && !target.replaceAll('\\', '/').includes(door))
          complain(`of ${below}, only ${door} may be imported from outside`);
      } else {
        const [, owners] = Object.entries(OWNERS).find(([name]) => from === name || from.startsWith(`${name}/`)) ?? [];
        if (layer && owners && !owners.includes(layer)) complain(`only ${owners.join(' and ')} may import ${from}`);
        else if ((layer === 'domain' || layer === 'lib') && from.startsWith('node:')) complain(`${layer} has no I/O`);
      }
    }

    function checkUrl(node) {
      const path = node.callee.name === 'URL' && node.arguments[0]?.value;
      if (typeof path === 'string' && /[\\/]inside[\\/]/.test(path) && !isInside(file) && layer)
        context.report({ node, message: `${path} is inside a worker: talk to its door` });
    }

    return {
      NewExpression: checkUrl,
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};

export default { meta: { name: 'house' }, rules: { imports } };
