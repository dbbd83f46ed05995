const destinations = new WeakMap<File, string>();

/** Says into which folder a file goes, null for the root; before it is given to the queue. */
export function sendTo(file: File, folderId: string | null): void {
  if (folderId !== null) destinations.set(file, folderId);
}

/** The folder that a file goes into; undefined for the root. */
export function destinationOf(file: File): string | undefined {
  return destinations.get(file);
}
