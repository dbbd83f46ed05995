import type { Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findRequest, listRequests, listRequestsOlderThan } from '../../../server/catalog/file-requests.ts';
import { findGrant, findVisitorsGrant, listLeft } from '../../../server/catalog/grants.ts';
import { listHashDue } from '../../../server/catalog/hash-due.ts';
import { removeNotices } from '../../../server/catalog/notices.ts';
import {
  endOverdueSenders,
  listOverdueRequests,
  markUnfinishable,
  removeEndedRequests,
  removeIdleSenders,
} from '../../../server/catalog/request-ends.ts';
import { countUnderWay } from '../../../server/catalog/request-places.ts';
import {
  findSender,
  listSenders,
  listSendersOlderThan,
  listSentFiles,
} from '../../../server/catalog/request-senders.ts';
import { listOverdueShares, removeTombstones } from '../../../server/catalog/share-ends.ts';
import { countFilesBelow, countNamedFiles, listSpent } from '../../../server/catalog/share-items.ts';
import { findOwnedShare, listShares, listSharesEnding, listSharesOlderThan } from '../../../server/catalog/shares.ts';
import type { Database } from '../../../server/catalog/tables.ts';
import { type Fixture, openFixture } from './fixture.ts';
import { planOf } from './plan.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

type Line = [string, (db: Kysely<Database>) => Promise<unknown>, string];

const hash = Buffer.alloc(32);
const after = { createdAt: 25, id: 'x' };
const behind = { kekId: 1, id: 'x' };
const share = { id: 'x', ownerId: 'ann', maxDownloads: 3 };

describe('without a scan or a sort', () => {
  test.each<Line>([
    [
      'a first page of requests',
      (db) => listRequests(db, 'ann', { first: 5, after: null }),
      'file_requests_by_owner (owner_id=?)',
    ],
    [
      'a later page of requests',
      (db) => listRequests(db, 'ann', { first: 5, after }),
      'file_requests_by_owner (owner_id=? AND (created_at,id)<(?,?))',
    ],
    ['a request by its token', (db) => findRequest(db, { tokenHash: hash }), 'file_requests_by_token (token_hash=?)'],
    ['a request by its id', (db) => findRequest(db, { id: 'x' }), 'file_requests USING INDEX'],
    [
      'requests whose time is over',
      (db) => listOverdueRequests(db, 5, 5),
      'file_requests_by_end (ended_at=? AND expires_at<?)',
    ],
    ['requests to forget', (db) => removeEndedRequests(db, 5), 'file_requests_by_end (ended_at<?)'],
    ['requests to rewrap', (db) => listRequestsOlderThan(db, 2, behind, 5), 'file_requests_by_kek'],
    ['a sender by the token', (db) => findSender(db, { tokenHash: hash }), 'request_senders_by_token (token_hash=?)'],
    ['the senders of a request', (db) => listSenders(db, 'x', 5), 'request_senders_by_request (request_id=?)'],
    ['senders to rewrap', (db) => listSendersOlderThan(db, 2, behind, 5), 'request_senders_by_kek'],
    ['files under way', (db) => countUnderWay(db, 'x'), 'files_by_sender (request_sender_id=?)'],
    ['senders to forget', (db) => removeIdleSenders(db, 5), 'request_senders_by_end (ended_at<?)'],
    ['files whose hash is due', (db) => listHashDue(db, '', 5), 'files_by_hash_due (state=? AND id>?)'],
    [
      'a link by its token',
      (db) => findOwnedShare(db, { tokenHash: hash }),
      'sqlite_autoindex_shares_2 (token_hash=?)',
    ],
    [
      'a later page of links',
      (db) => listShares(db, 'ann', { first: 5, after, fileId: null }),
      'shares_by_owner (owner_id=? AND (created_at,id)<(?,?))',
    ],
    ['links whose time is over', (db) => listOverdueShares(db, 5, 5), 'shares_by_end (ended_at=? AND expires_at<?)'],
    [
      'links that end soon',
      (db) => listSharesEnding(db, 5, 9),
      'shares_by_end (ended_at=? AND expires_at>? AND expires_at<?)',
    ],
    ['tombstones to forget', (db) => removeTombstones(db, 5), 'shares_by_end (ended_at<?)'],
    ['links to rewrap', (db) => listSharesOlderThan(db, 2, behind, 5), 'shares_by_kek'],
    ['a grant', (db) => findGrant(db, 'x'), 'grants USING INDEX'],
    ['what a grant has left', (db) => listLeft(db, 'x'), '(grant_id=?)'],
    ['what a link has spent', (db) => listSpent(db, 'x'), '(share_id=?)'],
    ['old notices', (db) => removeNotices(db, 5), 'notices_by_time (sent_at<?)'],
  ])('%s is found by an index', async (_, work, index) => {
    const details = await planOf(fixture.db, work);
    expect(details).toContain(index);
    expect(details).not.toMatch(/SCAN (?!CONSTANT)|TEMP B-TREE/);
  });
});

describe('without a scan of files', () => {
  test.each<Line>([
    ['what a sender sent', (db) => listSentFiles(db, 'x', 5), 'files_by_sender (request_sender_id=?)'],
    ['senders whose time is over', (db) => endOverdueSenders(db, 5), 'request_senders_by_end (ended_at=?'],
    ['uploads of ended senders', (db) => markUnfinishable(db, 5), 'files'],
    [
      'the grant of a visitor',
      (db) => findVisitorsGrant(db, 'x', hash, 5),
      'grants_by_visitor (share_id=? AND visitor_hash=?)',
    ],
    ['the files that a link names', (db) => countNamedFiles(db, share, 5), 'share_items USING'],
    ['the files in folders that a link names', (db) => countFilesBelow(db, share, 5), 'files_by_folder (folder_id=?'],
  ])('%s is found by an index', async (_, work, index) => {
    const details = await planOf(fixture.db, work);
    expect(details).toContain(index);
    expect(details).not.toMatch(/SCAN (files|request_senders|file_requests|shares|grants|share_items)/);
  });
});
