/** One line of the table. */
export interface Row {
  work: string;
  /** What was compared with what, each value with its unit. */
  measured: string;
  result: string;
  /** The least and the greatest of the single rounds. */
  spread: string;
  aim: string;
  met: boolean | null;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export function percentile(values: number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)] ?? Number.NaN;
}

const MIB = 2 ** 20;
const short = (value: number) => value.toPrecision(3);

/** How fast one party is against another, from the seconds of the same rounds; more than 1 is faster. */
export function speedRow(work: string, seconds: number[], others: number[], bytes: number, aim: number | null): Row {
  const rate = (of: number[]) => `${(bytes / MIB / median(of)).toFixed(0)} MiB/s`;
  const rounds = seconds.map((value, i) => (others[i] ?? Number.NaN) / value);
  const ratio = median(others) / median(seconds);
  return {
    work,
    measured: `${rate(seconds)} against ${rate(others)}`,
    result: ratio.toFixed(2),
    spread: spreadOf(rounds),
    aim: aim === null ? '' : `≥ ${aim}`,
    met: aim === null ? null : ratio >= aim,
  };
}

/** How much longer one thing takes than another, in milliseconds; less is better. */
export function delayRow(work: string, times: number[], others: number[], most: number | null): Row {
  const ratio = median(times) / median(others);
  const rounds = times.map((value, i) => value / (others[i] ?? Number.NaN));
  return {
    work,
    measured: `${short(median(times))} ms against ${short(median(others))} ms`,
    result: ratio.toFixed(2),
    spread: spreadOf(rounds),
    aim: most === null ? '' : `≤ ${most}`,
    met: most === null ? null : ratio <= most,
  };
}

/** Values for themselves, with an upper bound where one is aimed at. */
export function valueRow(work: string, measured: string, values: number[], unit: string, most: number | null): Row {
  const value = median(values);
  return {
    work,
    measured,
    result: `${short(value)} ${unit}`,
    spread: values.length > 1 ? spreadOf(values) : '',
    aim: most === null ? '' : `≤ ${most} ${unit}`,
    met: most === null ? null : value <= most,
  };
}

function spreadOf(values: number[]): string {
  return `${short(Math.min(...values))} … ${short(Math.max(...values))}`;
}

export const HEADING = '| work | measured (medians) | result | single rounds | aim | met |\n|---|---|---|---|---|---|';

export function line({ work, measured, result, spread, aim, met }: Row): string {
  const verdict = met === null ? '' : met ? 'yes' : '**no**';
  return `| ${work} | ${measured} | ${result} | ${spread} | ${aim} | ${verdict} |`;
}
