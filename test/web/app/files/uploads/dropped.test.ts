import { expect, test } from 'vitest';
import {
  carriesFiles,
  type DroppedItem,
  droppedTree,
  pickedTree,
} from '../../../../../web/app/files/uploads/dropped.ts';

function fileItem(name: string): DroppedItem {
  const file = new File(['x'], name);
  return { kind: 'file', getAsFile: () => file, webkitGetAsEntry: () => fileEntry(name) };
}

function fileEntry(name: string, readable = true): FileSystemEntry {
  const file: FileSystemFileEntry['file'] = (good, bad) =>
    readable ? good(new File(['x'], name)) : bad?.(new DOMException('gone', 'NotFoundError'));
  return { name, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
}

/** A folder as browsers give it: in portions of two, then an empty one. */
function folderEntry(name: string, children: FileSystemEntry[]): FileSystemEntry {
  const createReader = () => {
    let at = 0;
    return {
      readEntries(good: (entries: FileSystemEntry[]) => void) {
        good(children.slice(at, at + 2));
        at += 2;
      },
    };
  };
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

function folderItem(entry: FileSystemEntry): DroppedItem {
  return { kind: 'file', getAsFile: () => new File([], entry.name), webkitGetAsEntry: () => entry };
}

const names = async (items: DroppedItem[]) => (await droppedTree(items)).files.map(({ file }) => file.name);

test('files are taken in order and dropped text is ignored', async () => {
  const text: DroppedItem = { kind: 'string', getAsFile: () => null };
  expect(await names([fileItem('a'), text, fileItem('b')])).toEqual(['a', 'b']);
});

test('a folder gives all files in it, however deep, and none of its own', async () => {
  const inner = folderEntry('inner', [fileEntry('3'), fileEntry('4'), fileEntry('5')]);
  const folder = folderEntry('folder', [fileEntry('1'), fileEntry('2'), inner, fileEntry('6')]);
  expect(await names([folderItem(folder), fileItem('z')])).toEqual(['1', '2', '3', '4', '5', '6', 'z']);
});

test('files and folders keep their places, empty folders too, parents first', async () => {
  const inner = folderEntry('inner', [fileEntry('3'), folderEntry('empty', [])]);
  const { files, folders, cut } = await droppedTree([
    folderItem(folderEntry('top', [inner, fileEntry('1')])),
    fileItem('z'),
  ]);
  expect(files.map(({ file, path }) => [...path, file.name].join('/'))).toEqual(['top/inner/3', 'top/1', 'z']);
  expect(folders.map((path) => path.join('/'))).toEqual(['top', 'top/inner', 'top/inner/empty']);
  expect(cut).toBe(false);
});

test('more than ten thousand are cut, and that is told', async () => {
  const many = Array.from({ length: 10_001 }, (_, n) => fileEntry(`${n}`));
  const { files, cut } = await droppedTree([folderItem(folderEntry('top', many))]);
  expect([files.length, cut]).toEqual([9_999, true]);
});

test('the files of a picked folder say where they were', () => {
  const picked = (path: string) => Object.defineProperty(new File([], path), 'webkitRelativePath', { value: path });
  const { files, folders } = pickedTree([picked('top/a'), picked('top/in/b'), new File([], 'plain')]);
  expect(files.map(({ path }) => path)).toEqual([['top'], ['top', 'in'], []]);
  expect(folders).toEqual([['top'], ['top', 'in']]);
});

test('a file in a folder that cannot be read is left out', async () => {
  expect(await names([folderItem(folderEntry('folder', [fileEntry('gone', false), fileEntry('here')]))])).toEqual([
    'here',
  ]);
});

test('a browser without entries still gives plain files', async () => {
  expect(await names([{ kind: 'file', getAsFile: () => new File([], 'plain') }])).toEqual(['plain']);
});

test('a drag of text or a link is not one of files', () => {
  expect(carriesFiles(['text/plain', 'text/uri-list'])).toBe(false);
  expect(carriesFiles(['text/plain', 'Files'])).toBe(true);
});
