const whole = new Intl.NumberFormat('en');

/** So many files, in words: `1 file`, `1,234 files`. */
export function files(count: number): string {
  return count === 1 ? '1 file' : `${whole.format(count)} files`;
}
