import { Problem } from './problem.ts';

const NAME_MAX = 255;
const TYPE_MAX = 127;

/** C0 and C1 controls and DEL: no file system and no person means them in a name. */
const CONTROLS = /\p{Cc}/u;

/**
 * The name as it will be kept: to the letter as it was given. Names are data; they never become a path or markup.
 * @throws Problem BAD_INPUT for one that no file system could take
 */
export function checkFileName(name: string): string {
  if (!name.isWellFormed()) throw new Problem('BAD_INPUT', 'The name is not valid Unicode.');
  if (name.trim() === '') throw new Problem('BAD_INPUT', 'The name is empty. Give one.');
  if ([...name].length > NAME_MAX)
    throw new Problem('BAD_INPUT', `The name is too long: ${NAME_MAX} characters at most.`);
  if (CONTROLS.test(name)) throw new Problem('BAD_INPUT', 'The name holds control characters, such as a line break.');
  if (/[/\\]/.test(name) || name === '.' || name === '..') {
    throw new Problem('BAD_INPUT', 'The name is a path. Give the name alone, without / or \\.');
  }
  return name;
}

/** The media type without parameters, or `application/octet-stream` where it is none. */
export function checkContentType(type: string | null | undefined): string {
  const bare = (type ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const valid = bare.length <= TYPE_MAX && /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/.test(bare);
  return valid ? bare : 'application/octet-stream';
}

const INLINE_TYPES = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'application/pdf',
  'text/plain',
]);

/** Whether a browser may show the type from our origin: nothing that can carry script (HTML, SVG, XML). */
export function isSafeInline(type: string): boolean {
  return INLINE_TYPES.has(type) || /^(audio|video)\/[a-z0-9.+-]+$/.test(type);
}
