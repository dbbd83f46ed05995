const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

/**
 * A moment as people say it: within a week relative to now (`5 minutes ago`, `yesterday`), else the
 * day (`12 Mar 2025`). Days are counted by the calendar of the reader's time zone.
 */
export function formatWhen(moment: Date, now: Date): string {
  const ago = now.getTime() - moment.getTime();
  const past = Math.abs(ago);
  if (past < 45 * SECOND) return 'just now';
  const sign = ago > 0 ? -1 : 1;
  if (past < HOUR - MINUTE / 2) return relative.format(sign * Math.round(past / MINUTE), 'minute');
  const days = calendarDays(moment, now);
  if (days === 0 || past < 6 * HOUR) return relative.format(sign * Math.max(1, Math.round(past / HOUR)), 'hour');
  if (Math.abs(days) < 7) return relative.format(days, 'day');
  return day.format(moment);
}

/** The moment in full, with weekday, seconds and time zone. */
export function exactTime(moment: Date): string {
  return exact.format(moment);
}

/** Midnights between now and the moment; negative for the past. */
function calendarDays(moment: Date, now: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(moment) - midnight(now)) / DAY);
}
