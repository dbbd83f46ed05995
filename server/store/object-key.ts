/** `<first two hex digits of fileId>/<fileId>/<part in decimal>.enc` (FORMAT.md section 2), or `vault.id`. */
const OBJECT =
  /^([0-9a-f]{2})\/(\1[0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\/(0|[1-9][0-9]{0,9})\.enc$/;
const PREFIX = /^(?:([0-9a-f]{2})\/(?:\1[0-9a-f]{6}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\/)?)?$/;

export function isObjectKey(key: string): boolean {
  return key === 'vault.id' || OBJECT.test(key);
}

/** @throws TypeError when `key` is no object key; such a key never came out of this program */
export function checkObjectKey(key: string): void {
  if (!isObjectKey(key)) throw new TypeError('not an object key');
}

/** @throws TypeError when `prefix` is not made of whole path segments of an object key */
export function checkPrefix(prefix: string): void {
  if (!PREFIX.test(prefix)) throw new TypeError('not a prefix of object keys');
}
