import { exactTime, formatWhen } from '../files/format/when.ts';

/** A time as people say it, with the exact one on hover and for machines. */
export function Moment({ at }: { at: string | Date }) {
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={exactTime(date)}>
      {formatWhen(date, new Date())}
    </time>
  );
}
