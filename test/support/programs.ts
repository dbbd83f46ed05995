import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * Whether the program can be run here. Where it cannot, says once what is left out and which Debian package
 * brings it.
 */
export function hasProgram(program: string, debianPackage: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  if (folders.some((folder) => isExecutable(join(folder, program)))) return true;
  console.warn(
    `The tests with ${program} are skipped: it is not here. Install it (Debian: apt-get install ${debianPackage}).`,
  );
  return false;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
