import type { Migration } from 'kysely';
import * as first from './0001-first.ts';
import * as folders from './0002-folders.ts';
import * as record from './0003-record.ts';
import * as shares from './0004-shares.ts';
import * as requests from './0005-requests.ts';
import * as people from './0006-people.ts';
import * as requestNotices from './0007-request-notices.ts';

/** Every migration by name. Names sort in the order of their making and are never changed or taken out again. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0004-shares': shares,
  '0006-people': people,
  '0005-requests': requests,
  '0002-folders': folders,
  '0003-record': record,
  '0007-request-notices': requestNotices,
};
