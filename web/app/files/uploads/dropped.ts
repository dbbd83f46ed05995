/** At most so many files are taken out of dropped folders at once. */
const MOST_FILES = 10_000;

/** The few members of `DataTransferItem` and of the entries behind it that are used. */
export interface DroppedItem {
  kind: string;
  getAsFile(): File | null;
  webkitGetAsEntry?(): FileSystemEntry | null;
}

/** A file and the names of the folders that it came in, the outermost first. */
export interface PlacedFile {
  file: File;
  path: readonly string[];
}

/** What was dropped, pasted or picked, with its structure. */
export interface Dropped {
  files: PlacedFile[];
  /** Every folder by its path, empty ones too, each behind the one that it is in. */
  folders: (readonly string[])[];
  /** Whether there was more than can be taken at once. */
  cut: boolean;
}

/** Whether a drag or a paste carries files at all, as far as can be told before the drop. */
export function carriesFiles(types: readonly string[]): boolean {
  return types.includes('Files');
}

/**
 * The files and folders of a drop or a paste; what cannot be read is left out. Must be called before the event handler
 * returns: the browser empties the list then.
 */
export async function droppedTree(items: Iterable<DroppedItem>): Promise<Dropped> {
  const sources = [...items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const found: Dropped = { files: [], folders: [], cut: false };
  for (const { entry, file } of sources) {
    if (entry?.isDirectory) await takeFolder(entry as FileSystemDirectoryEntry, [], found);
    else if (file !== null) found.files.push({ file, path: [] });
  }
  return found;
}

/** The files of the browser's picker; those of a picked folder say where in it they were. */
export function pickedTree(files: Iterable<File>): Dropped {
  const found: Dropped = { files: [], folders: [], cut: false };
  const known = new Set<string>();
  for (const file of files) {
    const path = (file.webkitRelativePath ?? '').split('/').slice(0, -1);
    if (found.files.length >= MOST_FILES && path.length > 0) return { ...found, cut: true };
    found.files.push({ file, path });
    for (let depth = 1; depth <= path.length; depth += 1) {
      const folder = path.slice(0, depth);
      const key = folder.join('/');
      if (!known.has(key)) found.folders.push(folder);
      known.add(key);
    }
  }
  return found;
}

async function takeFolder(folder: FileSystemDirectoryEntry, above: readonly string[], found: Dropped): Promise<void> {
  const path = [...above, folder.name];
  found.folders.push(path);
  const reader = folder.createReader();
  // A reader gives its entries in portions, an empty one at the end.
  for (let entries = await portion(reader); entries.length > 0; entries = await portion(reader)) {
    for (const entry of entries) {
      if (found.files.length + found.folders.length >= MOST_FILES) {
        found.cut = true;
        return;
      }
      if (entry.isDirectory) await takeFolder(entry as FileSystemDirectoryEntry, path, found);
      else for (const file of await fileOf(entry as FileSystemFileEntry)) found.files.push({ file, path });
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
