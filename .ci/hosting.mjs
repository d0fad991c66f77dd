// Writes the profiles down for the hosts people use: dist/_headers (Netlify, Cloudflare Pages) and dist/hosting/*.
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PROFILES } from './profiles.mjs';

const DIST = resolve(import.meta.dirname, '../dist');
const page = PROFILES.find(({ prefix }) => prefix === '');
const others = PROFILES.filter(profile => profile !== page);
const lines = (headers, write) =>
  Object.entries(headers)
    .map(([name, value]) => write(name, value))
    .join('\n');

/** Cloudflare joins overlapping rules unless a header is detached with `!`; Netlify lets the later rule win and skips that line. */
export function underscoreHeaders() {
  const rule = ({ prefix, headers }) => `/${prefix}*\n${lines(headers, (name, value) => `  ${name}: ${value}`)}`;
  const detach = Object.keys(page.headers).map(name => `  ! ${name}`);
  const narrower = ({ prefix, headers }) =>
    [`/${prefix}*`, ...detach, lines(headers, (name, value) => `  ${name}: ${value}`)].join('\n');
  // The most general first. What matches two narrow rules must take the last.
  return [rule(page), ...others.toReversed().map(narrower)].join('\n\n');
}

function nginx() {
  const headers = profile =>
    lines(profile.headers, (name, value) => `    add_header ${name} '${value.replaceAll("'", "\\'")}' always;`);
  const location = profile => `  location ~ /${profile.prefix.replaceAll('.', '\\.')} {\n${headers(profile)}\n  }`;
  return `server {
  listen 80;
  root /usr/share/nginx/html;
  # Scripts and pages are asked for again after an update; files under assets/ and workers/ change their names.
  location / {
${headers(page)}
    add_header Cache-Control no-cache always;
  }
${others.map(location).join('\n')}
}`;
}

function caddy() {
  const header = profile => lines(profile.headers, (name, value) => `    header ${name} \`${value}\``);
  const handle = (profile, matcher) => `  handle ${matcher}{\n${header(profile)}\n    file_server\n  }`;
  return `:80 {
  root * /srv
${others.map((profile, index) => `  @kind${index} path_regexp /${profile.prefix.replaceAll('.', '\\.')}\n${handle(profile, `@kind${index} `)}`).join('\n')}
${handle(page, '')}
}`;
}

function vercel() {
  const sources = { 'vault worker': '/workers/vault(.*)', 'engine worker': '/workers/((?!vault).*)', out: '/out.html' };
  const rule = profile => ({
    source: sources[profile.name] ?? '/((?!workers/|out\\.html).*)',
    headers: Object.entries(profile.headers).map(([key, value]) => ({ key, value })),
  });
  return JSON.stringify({ headers: PROFILES.map(rule) }, null, 2);
}

/** @returns {import('vite').Plugin} */
export function hostingFiles() {
  return {
    name: 'hosting-files',
    apply: 'build',
    closeBundle: {
      sequential: true,
      async handler() {
        await mkdir(resolve(DIST, 'hosting'), { recursive: true });
        const files = {
          _headers: underscoreHeaders(),
          'hosting/nginx.conf': nginx(),
          'hosting/Caddyfile': caddy(),
          'hosting/vercel.json': vercel(),
        };
        await Promise.all(Object.entries(files).map(([name, text]) => writeFile(resolve(DIST, name), `${text}\n`)));
      },
    },
  };
}
