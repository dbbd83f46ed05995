const whole = new Intl.NumberFormat('en');

/** So many files, in words: `1 file`, `1,234 files`. */
export function files(count: number): string {
  return count === 1 ? '1 file' : `${whole.format(count)} files`;
}

/** So many folders, in words. */
export function folders(count: number): string {
  return count === 1 ? '1 folder' : `${whole.format(count)} folders`;
}

/** So many people, in words. */
export function people(count: number): string {
  return count === 1 ? '1 person' : `${whole.format(count)} people`;
}

/** Folders and files together, in words: `2 folders and 1 file`; what there is none of is left out. */
export function things(given: readonly { folder: boolean }[]): string {
  const of = given.filter(({ folder }) => folder).length;
  const rest = given.length - of;
  return [...(of > 0 ? [folders(of)] : []), ...(rest > 0 || of === 0 ? [files(rest)] : [])].join(' and ');
}
