/** The path this build is served under, with slashes at both ends: databases, locks and caches carry it. */
export function scopePath(base: string): string {
  return new URL('.', base).pathname;
}

/** Hosts where every project of every user lives on one origin under its own path: neighbours share the storage. */
const sharedHosts = ['.github.io', '.gitlab.io', '.pages.dev', '.surge.sh', '.neocities.org'];

/** Whether other people's pages may live on this origin: a path on a common host. */
export function isSharedOrigin(location: { hostname: string }, scope: string): boolean {
  return scope !== '/' && sharedHosts.some(host => location.hostname.endsWith(host));
}
