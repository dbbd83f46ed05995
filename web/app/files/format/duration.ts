const NO_BREAK_SPACE = '\u00a0';

/** How long something will take, in one or two units: `8 s`, `3 min`, `1 h 20 min`, `2 d 4 h`. */
export function formatDuration(seconds: number): string {
  const total = Math.max(1, Math.ceil(seconds));
  if (total < 60) return part(total, 's');
  const minutes = Math.ceil(total / 60);
  if (minutes < 60) return part(minutes, 'min');
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return pair(hours, 'h', minutes % 60, 'min');
  return pair(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function part(count: number, unit: string): string {
  return `${count}${NO_BREAK_SPACE}${unit}`;
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? part(large, largeUnit) : `${part(large, largeUnit)} ${part(small, smallUnit)}`;
}
