/** Whether responses carry the headers that hold the page to its own origin. Workers take nothing from `<meta>`. */
export async function isSealed(): Promise<boolean> {
  const response = await fetch('./', { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  return response?.headers.has('connection-allowlist') ?? false;
}
