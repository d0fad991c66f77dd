import { preact } from '@preact/preset-vite';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { bundleFirst } from './.ci/bundle-first.mjs';
import { checkBuild } from './.ci/check-build.mjs';
import { hostingFiles } from './.ci/hosting.mjs';
import { modernDexie } from './.ci/modern-dexie.mjs';
import { hashPrecache } from './.ci/precache.mjs';
import { devHeaders, META_POLICY, PROFILES } from './.ci/profiles.mjs';

/** `base: './'` and hash routes: one build for `/`, `/app/`, `/a/b/` and any static host. */
export default defineConfig({
  base: './',
  define: {
    HEADER_PROFILES: JSON.stringify(PROFILES.map(({ prefix, headers }) => ({ prefix, headers }))),
  },
  resolve: { alias: modernDexie },
  server: { headers: devHeaders() },
  optimizeDeps: { include: bundleFirst },
  build: {
    target: 'es2023',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      checks: { pluginTimings: false },
      output: {
        chunkFileNames: ({ moduleIds }) =>
          moduleIds.some(id => id.includes('preact-render-to-string'))
            ? 'assets/prerender-[hash].js'
            : 'assets/[name]-[hash].js',
        // One file for the first paint, not one for each thing it shares with the rest.
        codeSplitting: {
          groups: [
            { name: 'first', tags: ['$initial'], priority: 2 },
            { name: 'home', test: /src\/(start\.ts|ui\/today\/today\.tsx)$/, priority: 1 },
          ],
        },
      },
    },
  },
  worker: {
    format: 'es',
    rolldownOptions: {
      output: {
        // The header rules go by these names.
        entryFileNames: 'workers/[name]-[hash].js',
        chunkFileNames: 'workers/[name]-[hash].js',
        codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
      },
    },
  },
  plugins: [
    metaPolicy(),
    namedFonts(),
    calledEarly(),
    preact({
      devToolsEnabled: false,
      prerender: { enabled: true, renderTarget: '#app', prerenderScript: '/src/main.tsx' },
    }),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src',
      filename: 'sw.ts',
      injectRegister: null,
      manifest: false,
      includeManifestIcons: false,
      injectManifest: {
        rollupFormat: 'iife',
        globPatterns: ['**/*.{html,js,css,woff2,webmanifest,svg,png}', 'seal.txt'],
        sourcemap: false,
        // `prerender` only ran in Node, for the shell in index.html; screenshots are for the install dialog.
        globIgnores: ['assets/prerender-*.js', 'screenshots/**'],
        manifestTransforms: [hashPrecache],
      },
    }),
    hostingFiles(),
    checkBuild(),
  ],
});

/** Puts the page policy where the placeholder in index.html stands; the dev server's own scripts could not live under it. */
function metaPolicy(): Plugin {
  let building = false;
  return {
    name: 'meta-policy',
    configResolved(config) {
      building = config.command === 'build';
    },
    transformIndexHtml: {
      order: 'pre',
      handler: html =>
        html.replace(
          '<!-- policy -->',
          building ? `<meta http-equiv="Content-Security-Policy" content="${META_POLICY}" />` : '',
        ),
    },
  };
}

/** Tells first-look.js the names of the fonts that every screen uses, which it preloads where they are kept already. */
function namedFonts(): Plugin {
  return {
    name: 'named-fonts',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const fonts = Object.keys(bundle ?? {}).filter(name => /-latin-[^e].*\.woff2$/.test(name));
        return html.replace('<html lang="en"', `$& data-fonts="${fonts.join(' ')}"`);
      },
    },
  };
}

/** Asks for what comes right after the first paint with it, so that a far server is waited for once and not three times. */
function calledEarly(): Plugin {
  const early = [
    { file: /^assets\/(home|rolldown-runtime)-.*\.js$/, attrs: { rel: 'modulepreload' } },
    { file: /^assets\/home-.*\.css$/, attrs: { rel: 'stylesheet', crossorigin: '' } },
  ];
  return {
    name: 'called-early',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        early.flatMap(({ file, attrs }) =>
          Object.keys(bundle ?? {})
            .filter(name => file.test(name))
            .map(name => ({ tag: 'link', attrs: { ...attrs, href: `./${name}` }, injectTo: 'head' as const })),
        ),
    },
  };
}
