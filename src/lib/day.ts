const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day, `YYYY-MM-DD`, of an instant (milliseconds since 1970, UTC) in an IANA zone. A zone this browser does
 * not know counts as UTC.
 */
export function dayIn(zone: string, instant: number): string {
  return formatFor(zone).format(instant);
}

/** The zone, where this browser knows it, else `UTC`: a file may come from a browser that knows others. */
export function knownZone(zone: string): string {
  return formatFor(zone).resolvedOptions().timeZone === 'UTC' ? 'UTC' : zone;
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  // Canadian English is the locale whose short date is ISO 8601.
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: zone });
  } catch {
    format = new Intl.DateTimeFormat('en-CA', { ...options, timeZone: 'UTC' });
  }
  formats.set(zone, format);
  return format;
}
