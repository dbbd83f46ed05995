import { Problem } from './problem.ts';

/** A place in a listing as text that means nothing to its reader: base64url of JSON. */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * The place that `encodeCursor` was given; what is in it is for the caller to check.
 * @throws Problem BAD_INPUT for text that it did not make
 */
export function decodeCursor(cursor: string): unknown[] {
  try {
    const place: unknown = JSON.parse(Buffer.from(cursor.slice(0, 4096), 'base64url').toString('utf8'));
    if (Array.isArray(place)) return place;
  } catch {
    // Not ours either.
  }
  throw brokenCursor();
}

export function brokenCursor(): Problem {
  return new Problem('BAD_INPUT', 'This cursor is not one that the listing gave. Begin without `after`.');
}

/**
 * How many a page may hold.
 * @throws Problem BAD_INPUT unless 1 to 200
 */
export function pageSize(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > 200) {
    throw new Problem('BAD_INPUT', '`first` must be a whole number from 1 to 200.');
  }
  return first;
}
