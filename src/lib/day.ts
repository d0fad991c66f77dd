const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The calendar day, `YYYY-MM-DD`, of an instant (milliseconds since 1970, UTC) in an IANA zone. A zone this browser does
 * not know counts as UTC.
 */
export function dayIn(zone: string, instant: number): string {
  const parts = formatFor(zone).formatToParts(instant);
  const [year, month, day] = (['year', 'month', 'day'] as const).map(
    type => parts.find(part => part.type === type)?.value,
  );
  return `${year}-${month}-${day}`;
}

/** The zone, where this browser knows it, else `UTC`: a file may come from a browser that knows others. */
export function knownZone(zone: string): string {
  return formatFor(zone).resolvedOptions().timeZone === 'UTC' ? 'UTC' : zone;
}

function formatFor(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  // Read by its parts: no locale writes its dates alike in all browsers (en-CA was ISO 8601 in some and not in others).
  const options = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en', { ...options, timeZone: zone });
  } catch {
    format = new Intl.DateTimeFormat('en', { ...options, timeZone: 'UTC' });
  }
  formats.set(zone, format);
  return format;
}
