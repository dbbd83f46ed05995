import type { Migration } from 'kysely';
import * as first from './0001-first.ts';
import * as requests from './0005-requests.ts';

/** Every migration by name. Names sort in the order of their making and are never changed or taken out again. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0005-requests': requests,
};
