/** Text for a terminal: control and direction characters, which a name may hold, become visible escapes. */
export function printable(text: string): string {
  return text.replace(
    /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Bytes in kB, MB … of 1000, at most three digits. */
export function sizeText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let amount = bytes;
  let unit = 0;
  while (unit < units.length - 1 && amount >= (unit === 0 ? 1000 : 999.5)) {
    amount /= 1000;
    unit += 1;
  }
  return `${unit === 0 || amount >= 99.5 ? Math.round(amount) : amount.toPrecision(amount >= 9.95 ? 3 : 2)} ${units[unit]}`;
}

/** Columns as wide as their widest cell; the last one is left ragged. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `${row.map((cell, i) => (i < row.length - 1 ? cell.padEnd(widths[i] ?? 0) : cell)).join('  ')}\n`)
    .join('');
}

/** Writes a result for programs. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
