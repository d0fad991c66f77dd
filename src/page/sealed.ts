/** Milliseconds a server has for so small an answer; one that says nothing by then counts as one without headers. */
const ANSWER_MS = 10_000;

/**
 * Whether responses carry the headers that hold the page to its own origin. Workers take nothing from `<meta>`. The file
 * is asked for by the document's head, so that its answer is there with the first script.
 */
export async function isSealed(): Promise<boolean> {
  const response = await fetch('./seal.txt', { cache: 'no-store', signal: AbortSignal.timeout(ANSWER_MS) }).catch(
    () => undefined,
  );
  return response?.headers.has('connection-allowlist') ?? false;
}
