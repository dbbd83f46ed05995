const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
const NO_BREAK_SPACE = '\u00a0';
const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

/** A size in steps of 1000, short enough for a column: `1.2 MB`. Below 100 of a unit one decimal is shown. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (unit < UNITS.length - 1 && rounded(value, unit) >= 1000) {
    value /= 1000;
    unit += 1;
  }
  const text = unit > 0 && value < 99.95 ? tenths.format(value) : whole.format(value);
  return `${text}${NO_BREAK_SPACE}${UNITS[unit]}`;
}

/** The size to the byte: `1,234,567 bytes`. */
export function exactBytes(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${whole.format(bytes)} bytes`;
}

function rounded(value: number, unit: number): number {
  return unit > 0 && value < 99.95 ? Math.round(value * 10) / 10 : Math.round(value);
}
