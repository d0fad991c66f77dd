// What reaches out of the program, and the only places in src/ that may name it. An oxlint rule.
const VAULT = 'only the vault reaches the network: use Send';
const STORAGE = 'rows live in storage/, keys in vault/inside/';
const PURE = 'domain/ and lib/ have no clock and no chance: take Now or the value as a parameter';

/** Global → who may use it (prefixes below src/) and what to do instead. */
const GLOBALS = {
  fetch: { allowed: ['vault/inside/', 'sw.ts', 'page/sealed.ts'], instead: VAULT },
  XMLHttpRequest: { allowed: [], instead: VAULT },
  WebSocket: { allowed: [], instead: VAULT },
  EventSource: { allowed: [], instead: VAULT },
  WebTransport: { allowed: [], instead: VAULT },
  RTCPeerConnection: { allowed: [], instead: VAULT },
  indexedDB: { allowed: ['storage/', 'vault/inside/'], instead: STORAGE },
  localStorage: { allowed: ['page/'], instead: 'small boot facts live in page/, the rest in storage/' },
};
/** Member → the folders that may not use it. */
const MEMBERS = {
  'navigator.sendBeacon': { refused: [''], instead: VAULT },
  'Date.now': { refused: ['domain/', 'lib/'], instead: PURE },
  'Math.random': { refused: ['domain/', 'lib/'], instead: PURE },
  'crypto.randomUUID': { refused: ['domain/', 'lib/'], instead: PURE },
};
const ROOTS = ['globalThis', 'window', 'self'];

const placeOf = file => /[\\/]src[\\/](.+)$/.exec(file)?.[1]?.replaceAll('\\', '/');
const startsWithAny = (place, prefixes) => prefixes.some(prefix => place.startsWith(prefix));

const reach = {
  meta: { type: 'problem', docs: { description: 'the network, storage and clock are used only where they belong' } },
  create(context) {
    const place = placeOf(context.filename);
    if (place === undefined) return {};

    function checkGlobal(name, node) {
      const rule = Object.hasOwn(GLOBALS, name) && GLOBALS[name];
      if (rule && !startsWithAny(place, rule.allowed)) context.report({ node, message: `${name}: ${rule.instead}` });
    }

    return {
      'Program:exit'(program) {
        for (const reference of context.sourceCode.getScope(program).through) {
          if (!reference.isTypeReference) checkGlobal(reference.identifier.name, reference.identifier);
        }
      },
      MemberExpression(node) {
        if (node.object.type !== 'Identifier') return;
        const property = node.computed ? node.property.value : node.property.name;
        if (typeof property !== 'string') return;
        if (ROOTS.includes(node.object.name)) checkGlobal(property, node);
        const path = `${node.object.name}.${property}`;
        const rule = Object.hasOwn(MEMBERS, path) && MEMBERS[path];
        if (rule && startsWithAny(place, rule.refused)) context.report({ node, message: `${path}: ${rule.instead}` });
      },
    };
  },
};

export default { meta: { name: 'reach' }, rules: { globals: reach } };
