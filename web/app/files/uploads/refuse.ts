import { nameFault } from '../name/check.ts';
import type { Trouble } from './queue.ts';

/** Why an upload need not be tried, since the server would refuse it after all the bytes; null for go ahead. */
export function refusal(file: File): Trouble | null {
  const fault = nameFault(file.name);
  return fault === null ? null : { happened: fault, todo: 'Rename it on your device, then upload it again.' };
}

/** Whether the browser can still read the file; not so when it was moved, or is really a folder. */
export async function isReadable(file: File): Promise<boolean> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
