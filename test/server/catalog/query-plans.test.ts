import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsAfter, listNamesOlderThan, readHead, unsignedEvents } from '../../../server/catalog/audit.ts';
import { type AuditQuery, findNamed, pageQuery } from '../../../server/catalog/audit-list.ts';
import { listByState, markAbandoned, markExpired } from '../../../server/catalog/deletion.ts';
import { findRole, listSharedWith } from '../../../server/catalog/file-access.ts';
import { listKeysOlderThan } from '../../../server/catalog/file-keys.ts';
import { countFiles, listFiles, listSealedNames } from '../../../server/catalog/file-list.ts';
import { findFile } from '../../../server/catalog/files.ts';
import { countFilesBeneath, listAncestors, listSubtree } from '../../../server/catalog/folder-tree.ts';
import { countAllFolders, countChildren, listChildren, listFoldersOlderThan } from '../../../server/catalog/folders.ts';
import { listParts } from '../../../server/catalog/parts.ts';
import type { Database } from '../../../server/catalog/tables.ts';
import { countFilesByKek } from '../../../server/catalog/vault-rows.ts';
import { type Fixture, openFixture } from './fixture.ts';
import { planOf } from './plan.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const plan = (work: (db: Kysely<Database>) => Promise<unknown>) => planOf(fixture.db, work);

const after = { createdAt: 25, id: 'x' };

/** A page of the record. */
const events = (db: Kysely<Database>, query: Partial<AuditQuery>) => {
  const none = {
    ownerId: null,
    actions: null,
    fileId: null,
    shareId: null,
    actorUserId: null,
    since: null,
    until: null,
  };
  return pageQuery(db, { ...none, ...query }, { low: 1, high: 9 }, 5).execute();
};
const OF_ADA = { ownerId: 'ada', actions: ['file.uploaded', 'file.deleted'] };

test.each<[string, (db: Kysely<Database>) => Promise<unknown>, string]>([
  [
    'a first page',
    (db) => listFiles(db, 'ann', { first: 5, after: null, now: 0 }),
    'files_by_owner (owner_id=? AND state=?)',
  ],
  [
    'a later page',
    (db) => listFiles(db, 'ann', { first: 5, after, now: 0 }),
    'files_by_owner (owner_id=? AND state=? AND (created_at,id)<(?,?))',
  ],
  ['a slice of names', (db) => listSealedNames(db, 'ann', { limit: 5, after, now: 0 }), '(created_at,id)<(?,?)'],
  ['a count', (db) => countFiles(db, 'ann', 0), 'COVERING INDEX files_by_owner (owner_id=? AND state=?)'],
  [
    'what others share',
    (db) => listSharedWith(db, 'ann', { first: 5, after, now: 0 }),
    'file_access_by_user (user_id=? AND (created_at,file_id)<(?,?))',
  ],
  ['what someone may', (db) => findRole(db, 'x', 'ann'), '(file_id=? AND user_id=?)'],
  [
    'a first page of a folder',
    (db) => listFiles(db, 'ann', { first: 5, after: null, now: 0, folderId: 'f' }),
    'files_by_folder (folder_id=? AND owner_id=? AND state=?)',
  ],
  [
    'a later page of the root',
    (db) => listFiles(db, 'ann', { first: 5, after, now: 0, folderId: null }),
    'files_by_folder (folder_id=? AND owner_id=? AND state=? AND (created_at,id)<(?,?))',
  ],
  [
    'a count of a folder',
    (db) => countFiles(db, 'ann', 0, { folderId: 'f' }),
    'COVERING INDEX files_by_folder (folder_id=? AND owner_id=? AND state=?)',
  ],
  ['the folders in one', (db) => listChildren(db, 'ann', 'f'), 'folders_by_parent (parent_id=? AND owner_id=?)'],
  ['the folders in the root', (db) => listChildren(db, 'ann', null), 'folders_by_parent (parent_id=? AND owner_id=?)'],
  [
    'a count of folders',
    (db) => countChildren(db, 'ann', 'f'),
    'COVERING INDEX folders_by_parent (parent_id=? AND owner_id=?)',
  ],
  ['a count of all folders', (db) => countAllFolders(db, 'ann'), 'COVERING INDEX folders_by_owner (owner_id=?)'],
  ['folders to rewrap', (db) => listFoldersOlderThan(db, 2, { kekId: 1, id: 'x' }, 5), 'folders_by_kek'],
  ['a file', (db) => findFile(db, 'x'), '(id=?)'],
  ['its parts', (db) => listParts(db, 'x'), '(file_id=?)'],
  ['expired files', (db) => markExpired(db, 5, 5), 'files_by_expiry (state=? AND expires_at<?)'],
  [
    'abandoned uploads',
    (db) => markAbandoned(db, { now: 5, touchedBefore: 5, resumableBefore: 4 }, 5),
    'files_by_touch (state=? AND touched_at<?)',
  ],
  ['files of a state', (db) => listByState(db, 'deleting', 'x', 5), 'files_by_state (state=? AND id>?)'],
  ['events from a place on', (db) => eventsAfter(db, 5, 5), 'PRIMARY KEY (rowid>?)'],
  ['unsigned events', (db) => unsignedEvents(db, 5, 5), 'audit_events_unsigned'],
  ['names to rewrap', (db) => listNamesOlderThan(db, 2, { kekId: 1, seq: 5 }, 5), 'audit_events_by_kek'],
  ['a page of all events', (db) => events(db, {}), 'PRIMARY KEY (rowid>? AND rowid<?)'],
  ['a page of one owner’s', (db) => events(db, { ownerId: 'ada' }), 'audit_events_by_owner (owner_id=? AND'],
  ['some of one owner’s', (db) => events(db, OF_ADA), 'audit_events_by_owner (owner_id=? AND'],
  ['a page of one file’s', (db) => events(db, { fileId: 'x' }), 'audit_events_by_file (file_id=? AND'],
  ['a page of one link’s', (db) => events(db, { shareId: 'x' }), 'audit_events_by_share (share_id=? AND'],
  [
    'a page of one person’s',
    (db) => events(db, { actorUserId: 'x' }),
    'audit_events_by_actor_user (actor_user_id=? AND',
  ],
  ['a page of one action', (db) => events(db, { actions: ['a'] }), 'audit_events_by_action (action=? AND'],
  ['the name that a file had', (db) => findNamed(db, 'x', 'ada', 5), 'audit_events_named (file_id=? AND'],
  ['keys to rewrap', (db) => listKeysOlderThan(db, 2, { kekId: 1, fileId: 'x' }, 5), 'file_keys_by_kek'],
])('%s is found by an index, without a scan or a sort', async (_, work, index) => {
  const details = await plan(work);
  expect(details).toContain(index);
  expect(details).not.toMatch(/SCAN|TEMP B-TREE/);
});

test('the head of the record is the end of its table', async () => {
  expect(await plan(readHead)).toBe('SCAN audit_events');
});

test.each<[string, (db: Kysely<Database>) => Promise<unknown>, string]>([
  ['the path of a folder', (db) => listAncestors(db, 'x'), 'sqlite_autoindex_folders_1 (id=?)'],
  ['the folders beneath one', (db) => listSubtree(db, 'x'), 'folders_by_parent (parent_id=?)'],
  [
    'a count of the files beneath one',
    (db) => countFilesBeneath(db, 'x', 0),
    'COVERING INDEX files_by_folder (folder_id=? AND owner_id=? AND state=?)',
  ],
])('%s is walked by an index', async (_, work, index) => {
  const details = await plan(work);
  expect(details).toContain(index);
  expect(details).not.toMatch(/SCAN (files|folders)/);
});

test('files per KEK are counted in the index alone', async () => {
  expect(await plan(countFilesByKek)).toBe('SCAN file_keys USING COVERING INDEX file_keys_by_kek');
});
