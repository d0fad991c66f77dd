import { AppError } from '../domain/error';
import type { Tool } from '../domain/tool';

/** The date and time: models do not know it. */
export const now: Tool = {
  source: 'built-in',
  name: 'now',
  description: 'Tells the current date, time, weekday and time zone of the user, or of another place.',
  input: {
    type: 'object',
    properties: {
      zone: { type: 'string', description: 'IANA time zone, for example Asia/Tokyo. The user’s by default.' },
    },
    additionalProperties: false,
  },
  effect: 'read',
  reach: 'none',
  run(input, context) {
    const zone = zoneOf(input) ?? context.zone;
    return Promise.resolve({ output: `${describe(context.now(), zone)} (${zone})` });
  },
};

function zoneOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('zone' in input)) return undefined;
  if (typeof input.zone === 'string') return input.zone || undefined;
  throw new AppError('tool-input-wrong', { parameters: { what: 'zone must be a string' } });
}

/** For example `Wednesday, 2026-11-25 14:05:09`. */
function describe(instant: number, zone: string): string {
  try {
    const format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'long',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    });
    const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
    return `${part['weekday']}, ${part['year']}-${part['month']}-${part['day']} ${part['hour']}:${part['minute']}:${part['second']}`;
  } catch {
    throw new AppError('tool-input-wrong', { parameters: { what: `“${zone}” is no time zone` } });
  }
}
