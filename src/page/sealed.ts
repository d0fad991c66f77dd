/**
 * Whether responses carry the headers that hold the page to its own origin. Workers take nothing from `<meta>`. The file
 * is asked for by the document's head, so that its answer is there with the first script.
 */
export async function isSealed(): Promise<boolean> {
  const response = await fetch('./seal.txt', { cache: 'no-store' }).catch(() => undefined);
  return response?.headers.has('connection-allowlist') ?? false;
}
