// The header sets of the four kinds of response, from which everything else is made: the page's <meta> policy, the
// service worker's own headers, dist/_headers, the server configurations, `npm start` and the dev server.
// Why each line is there: docs/SECURITY.md.

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "frame-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types retinue',
];
const ENGINE_POLICY = ["default-src 'none'", "script-src 'self'", "connect-src 'none'"];
const VAULT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  'connect-src https: http://localhost:* http://127.0.0.1:*',
];
const OUT_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

const PERMISSIONS = {
  allowed: ['publickey-credentials-get', 'publickey-credentials-create', 'screen-wake-lock', 'clipboard-write'],
  refused: [
    'accelerometer',
    'autoplay',
    'camera',
    'clipboard-read',
    'display-capture',
    'encrypted-media',
    'fullscreen',
    'geolocation',
    'gyroscope',
    'hid',
    'idle-detection',
    'local-fonts',
    'magnetometer',
    'microphone',
    'midi',
    'payment',
    'picture-in-picture',
    'serial',
    'usb',
    'window-management',
    'xr-spatial-tracking',
  ],
};

const permissionsPolicy = [
  ...PERMISSIONS.allowed.map(name => `${name}=(self)`),
  ...PERMISSIONS.refused.map(name => `${name}=()`),
].join(', ');

const common = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': permissionsPolicy,
};
/**
 * Chrome 152 and later: what may be reached at all, by WebRTC, DNS and navigation too. Every profile says it, so that a
 * narrower rule of a host replaces the page's, where rules overlap. Patterns tried in Chromium 156.
 */
const reach = {
  nothingElse: '(response-origin)',
  providers: '("https://*:*/*" "http://localhost:*/*" "http://127.0.0.1:*/*")',
  anywhere: '("*://*:*/*")',
};

const headers = (policy, allowlist, opener) => ({
  'Content-Security-Policy': policy.join('; '),
  'Connection-Allowlist': allowlist,
  'Cross-Origin-Opener-Policy': opener,
  ...common,
});

/**
 * First match wins: `prefix` is a path below the folder the app is served from.
 *
 * @type {ReadonlyArray<{ name: string, prefix: string, headers: Readonly<Record<string, string>> }>}
 */
export const PROFILES = [
  { name: 'vault worker', prefix: 'workers/vault', headers: headers(VAULT_POLICY, reach.providers, 'same-origin') },
  { name: 'engine worker', prefix: 'workers/', headers: headers(ENGINE_POLICY, reach.nothingElse, 'same-origin') },
  { name: 'out', prefix: 'out.html', headers: headers(OUT_POLICY, reach.anywhere, 'unsafe-none') },
  { name: 'page', prefix: '', headers: headers(PAGE_POLICY, reach.nothingElse, 'same-origin') },
];

/**
 * The headers for a response.
 *
 * @param {string} path below the folder the app is served from, without a leading slash
 */
export const headersFor = path => PROFILES.find(profile => path.startsWith(profile.prefix)).headers;

/** The policy as far as a <meta> element may carry it (`frame-ancestors` is for headers only). */
export const META_POLICY = PAGE_POLICY.filter(line => !line.startsWith('frame-ancestors')).join('; ');

/** Vite's dev server injects styles and scripts of its own, so there the page goes without Trusted Types and strict styles. */
export const devHeaders = () => ({
  ...headersFor(''),
  // Every file has the same headers here, the vault's too.
  'Connection-Allowlist': reach.anywhere,
  'Content-Security-Policy': PAGE_POLICY.filter(line => !line.includes('trusted-types'))
    .map(line => line.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"))
    .map(line =>
      line.replace("connect-src 'self'", "connect-src 'self' ws: https: http://localhost:* http://127.0.0.1:*"),
    )
    .join('; '),
});
