import { extname } from 'node:path';

/** Bytes of one name in UTF-8: file systems take 255, a number may come in. */
const NAME_BYTES = 240;
/** Bytes of a path: the format takes 65,535. */
const PATH_BYTES = 30_000;

// What Windows refuses in a name, and what turns text round or hides in it.
const REFUSED = /[\p{Cc}<>:"/\\|?*\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;
// Names of devices on Windows, with any extension.
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?=\.|$)/i;

/**
 * Paths under which files can be unpacked anywhere, one for each: no name leads out of the folder (zip-slip), none is
 * refused by Windows, and those that would fall on one another where upper and lower case are alike are numbered.
 */
export function zipPaths(files: readonly { folders: readonly string[]; name: string }[]): string[] {
  const taken = new Map<string, number>();
  const folderKeys = new Set<string>();
  const split = files.map(({ folders, name }) => {
    const above = folders.map(safeName).join('/');
    const parent = Buffer.byteLength(above) > PATH_BYTES ? '' : above;
    for (let end = parent.length; end > 0; end = parent.lastIndexOf('/', end - 1)) {
      folderKeys.add(keyOf(parent.slice(0, end)));
    }
    return { parent, name: safeName(name) };
  });
  return split.map(({ parent, name }) => {
    const pathOf = (shown: string) => (parent === '' ? shown : `${parent}/${shown}`);
    const key = keyOf(pathOf(name));
    let path = pathOf(name);
    let number = taken.get(key) ?? 1;
    while (taken.has(keyOf(path)) || folderKeys.has(keyOf(path))) {
      number += 1;
      path = pathOf(numbered(name, number));
    }
    taken.set(key, number);
    taken.set(keyOf(path), taken.get(keyOf(path)) ?? 1);
    return path;
  });
}

const keyOf = (path: string) => path.normalize('NFC').toLowerCase();

function numbered(name: string, number: number): string {
  const extension = extname(name);
  return `${name.slice(0, name.length - extension.length)} (${number})${extension}`;
}

/** The name as any file system takes it. */
export function safeName(name: string): string {
  const plain = cut(name.toWellFormed().replace(REFUSED, '_'))
    .replace(/[. ]+$/, '')
    .replace(/^ +/, '');
  if (plain === '') return '_';
  return plain.replace(DEVICE, '_$1');
}

/** Shortened before its extension. */
function cut(name: string): string {
  if (Buffer.byteLength(name) <= NAME_BYTES) return name;
  const extension = Buffer.byteLength(extname(name)) <= 20 ? extname(name) : '';
  let stem = name.slice(0, name.length - extension.length);
  const room = NAME_BYTES - Buffer.byteLength(extension);
  while (Buffer.byteLength(stem) > room) stem = [...stem].slice(0, -1).join('');
  return stem + extension;
}
