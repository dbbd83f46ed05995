const LONGEST = 255;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/;

/** Why the server would not take this name, in one sentence; null for a good one. */
export function nameFault(name: string): string | null {
  if (name.trim() === '') return 'A file needs a name.';
  if ([...name].length > LONGEST) return `The name is too long: ${LONGEST} characters at most.`;
  if (/[/\\]/.test(name) || name === '.' || name === '..') return 'A name cannot hold / or \\.';
  if (CONTROLS.test(name)) return 'The name holds control characters, such as a line break.';
  return name.isWellFormed() ? null : 'The name holds characters that are no text.';
}
