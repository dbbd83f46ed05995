/** At most so many files are taken out of dropped folders at once. */
const MOST_FILES = 10_000;

/** The few members of `DataTransferItem` and of the entries behind it that are used. */
export interface DroppedItem {
  kind: string;
  getAsFile(): File | null;
  webkitGetAsEntry?(): FileSystemEntry | null;
}

/** Whether a drag or a paste carries files at all, as far as can be told before the drop. */
export function carriesFiles(types: readonly string[]): boolean {
  return types.includes('Files');
}

/**
 * The files of a drop or a paste. Folders give the files inside them, without their paths; what
 * cannot be read is left out. Must be called before the event handler returns: the browser empties the list then.
 */
export async function droppedFiles(items: Iterable<DroppedItem>): Promise<File[]> {
  const sources = [...items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const found: File[] = [];
  for (const { entry, file } of sources) {
    if (entry?.isDirectory) await takeFolder(entry as FileSystemDirectoryEntry, found);
    else if (file !== null) found.push(file);
  }
  return found;
}

async function takeFolder(folder: FileSystemDirectoryEntry, found: File[]): Promise<void> {
  const reader = folder.createReader();
  // A reader gives its entries in portions, an empty one at the end.
  for (let entries = await portion(reader); entries.length > 0; entries = await portion(reader)) {
    for (const entry of entries) {
      if (found.length >= MOST_FILES) return;
      if (entry.isDirectory) await takeFolder(entry as FileSystemDirectoryEntry, found);
      else found.push(...(await fileOf(entry as FileSystemFileEntry)));
    }
  }
}

function portion(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve) => reader.readEntries(resolve, () => resolve([])));
}

function fileOf(entry: FileSystemFileEntry): Promise<File[]> {
  return new Promise((resolve) =>
    entry.file(
      (file) => resolve([file]),
      () => resolve([]),
    ),
  );
}
