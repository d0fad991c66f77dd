/** Whether the vault will take an address: https anywhere, http on this computer only, nothing hidden in it. */
export function isUsable(address: string): boolean {
  const url = URL.parse(address);
  if (!url || url.username !== '' || url.search !== '' || url.hash !== '') return false;
  const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1';
  return url.protocol === 'https:' || (url.protocol === 'http:' && local);
}
