/** Waits until something holds. Throws what was waited for after `patience` milliseconds: machines are slow, hangs are endless. */
export async function until<Found>(
  what: string,
  look: () => Found | Promise<Found>,
  patience = 45_000,
): Promise<Exclude<Found, false | undefined>> {
  const end = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (found !== false && found !== undefined) return found as Exclude<Found, false | undefined>;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    // A wait that has lost its race keeps nobody here.
    await new Promise(resolve => setTimeout(resolve, 60).unref());
  }
}
