const LONGEST = 255;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/;

/** Why the server would not take this name, in one sentence; null for a good one. */
export function nameFault(name: string, missing = 'A file needs a name.'): string | null {
  if (name.trim() === '') return missing;
  if ([...name].length > LONGEST) return `The name is too long: ${LONGEST} characters at most.`;
  if (/[/\\]/.test(name) || name === '.' || name === '..') return 'A name cannot hold / or \\.';
  if (CONTROLS.test(name)) return 'The name holds control characters, such as a line break.';
  return name.isWellFormed() ? null : 'The name holds characters that are no text.';
}

/** The name itself where the server takes it; otherwise the nearest one that it does take. */
export function takenName(name: string): string {
  const clean = name
    .toWellFormed()
    .replaceAll(/[/\\\u0000-\u001f\u007f-\u009f]/g, '_')
    .replace(/^\.{0,2}$/, '_');
  const short = [...clean].slice(0, LONGEST).join('');
  return short.trim() === '' ? '_' : short;
}
