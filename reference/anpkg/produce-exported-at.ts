/** The moment that a package without a usable date of creation states. */
export const EPOCH = '1970-01-01T00:00:00Z';

// RFC 3339 section 5.6, upper-case T and Z, the offset optional; or its full-date alone.
const MOMENT =
  /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.[0-9]+)?(?:Z|([+-])([0-9]{2}):([0-9]{2}))?)?$/;

/**
 * `exported_at` from a project's `meta.created`: converted to UTC, the fraction of a second dropped. Gives undefined
 * for a text that is no such moment, that names no existing one, or whose year in UTC is outside of 0001 to 9999.
 */
export function toExportedAt(created: string): string | undefined {
  const match = MOMENT.exec(created);
  if (match === null) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', sign, offsetHour = '00', offsetMinute = '00'] =
    match;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  if (Number(offsetHour) > 23 || Number(offsetMinute) > 59) return undefined;
  const moment = new Date(0);
  moment.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  // A day that the month does not have is carried over into the next month.
  if (Number(year) < 1 || moment.getUTCMonth() !== Number(month) - 1 || moment.getUTCDate() !== Number(day)) {
    return undefined;
  }
  const minutesAhead = (sign === '-' ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute));
  moment.setUTCHours(Number(hour), Number(minute) - minutesAhead, Number(second));
  const inUtc = moment.getUTCFullYear();
  return inUtc >= 1 && inUtc <= 9999 ? `${moment.toISOString().slice(0, 19)}Z` : undefined;
}
