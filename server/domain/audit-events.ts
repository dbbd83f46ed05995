import type { AuditRow } from '../catalog/audit.ts';
import { type AuditQuery, findNamed, listEvents } from '../catalog/audit-list.ts';
import { findFile } from '../catalog/files.ts';
import * as users from '../catalog/users.ts';
import { IntegrityError } from '../crypto/integrity.ts';
import { type Names, openNames } from './audit-names.ts';
import { brokenCursor, decodeCursor, encodeCursor, pageSize } from './cursor.ts';
import { ACTIONS } from './event.ts';
import { type Principal, requireScope } from './principal.ts';
import { Problem } from './problem.ts';
import type { Rooms } from './rooms.ts';
import { describeRow } from './stored-files.ts';

/** An event as its reader sees it. */
export interface AuditEvent extends AuditRow {
  /** The account behind the actor; null where there is none. */
  actorName: string | null;
  /** For the owner alone; null for all others, and where nobody knows it any more. */
  fileName: string | null;
  recipient: string | null;
}

export interface AuditFilter {
  /** `file.uploaded`, or `file.*` for all of a kind. */
  actions: readonly string[] | null;
  fileId: string | null;
  shareId: string | null;
  userId: string | null;
  since: number | null;
  until: number | null;
  /** Administrators: as all others see it. */
  own: boolean;
}

export interface AuditPage {
  edges: { cursor: string; node: AuditEvent }[];
  hasNextPage: boolean;
}

/**
 * A page of the record, newest first. Administrators see all of it, by id and without a name; others, and
 * administrators who ask for their own, what concerns their own things, with names. Scope READ.
 * @throws Problem BAD_INPUT for a page size, a cursor or an action that cannot be
 */
export async function listAuditEvents(
  rooms: Rooms,
  principal: Principal | null,
  page: { first: number; after: string | null },
  filter: AuditFilter,
): Promise<AuditPage> {
  const reader = requireScope(principal, 'READ');
  const all = reader.role === 'ADMIN' && reader.scopes.has('ADMIN') && !filter.own;
  const query: AuditQuery = {
    ownerId: all ? null : reader.userId,
    actions: filter.actions && expand(filter.actions),
    fileId: filter.fileId,
    shareId: filter.shareId,
    actorUserId: filter.userId,
    since: filter.since,
    until: filter.until,
  };
  const before = page.after === null ? null : readPlace(page.after);
  await rooms.recorder.flush();
  const { rows, hasNext } = await listEvents(rooms.catalog, query, { first: pageSize(page.first), before });
  const actors = new Map<string, string | null>();
  const edges: AuditPage['edges'] = [];
  for (const row of rows) {
    const names = all ? {} : await namesOf(rooms, reader.userId, row);
    edges.push({
      cursor: encodeCursor([row.seq]),
      node: {
        ...row,
        actorName: await nameOf(rooms, actors, row.actorUserId),
        fileName: names.file ?? null,
        recipient: names.recipient ?? null,
      },
    });
  }
  return { edges, hasNextPage: hasNext };
}

function expand(patterns: readonly string[]): string[] {
  const actions = patterns.flatMap((pattern) => {
    const prefix = pattern.endsWith('.*') ? pattern.slice(0, -1) : null;
    const meant = ACTIONS.filter((action) => (prefix === null ? action === pattern : action.startsWith(prefix)));
    if (meant.length === 0) throw new Problem('BAD_INPUT', 'There is no such action. See AuditFilter.actions.');
    return meant;
  });
  return [...new Set(actions)];
}

function readPlace(cursor: string): number {
  const [seq] = decodeCursor(cursor);
  if (typeof seq !== 'number') throw brokenCursor();
  return seq;
}

async function nameOf(rooms: Rooms, known: Map<string, string | null>, id: string | null): Promise<string | null> {
  if (id === null) return null;
  if (!known.has(id)) known.set(id, (await users.findUser(rooms.catalog, id))?.name ?? null);
  return known.get(id) ?? null;
}

/** What the event says of names, or the last one before that says the file's, or else the file itself. */
async function namesOf(rooms: Rooms, ownerId: string, row: AuditRow): Promise<Names> {
  const own = openOrLog(rooms, row);
  if (own.file !== undefined || row.fileId === null) return own;
  let named = await findNamed(rooms.catalog, row.fileId, ownerId, row.seq);
  // One that says whom something was sent to need not say the file.
  while (named) {
    const { file } = openOrLog(rooms, named);
    if (file !== undefined) return { ...own, file };
    named = await findNamed(rooms.catalog, row.fileId, ownerId, named.seq - 1);
  }
  const file = await presentName(rooms, ownerId, row.fileId);
  return file === undefined ? own : { ...own, file };
}

/** Damage to the names of one event hides no other. */
function openOrLog(rooms: Rooms, row: AuditRow): Names {
  try {
    return openNames(rooms.vault.keyring, row);
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    rooms.log.error({ err: error, seq: row.seq }, 'the names of an event are damaged');
    return {};
  }
}

/** The name of a file that is older than the record. */
async function presentName(rooms: Rooms, ownerId: string, fileId: string): Promise<string | undefined> {
  const row = await findFile(rooms.catalog, fileId);
  if (row?.ownerId !== ownerId || row.state !== 'stored' || row.key === null) return undefined;
  try {
    return describeRow(rooms, { ...row, key: row.key }).name;
  } catch (error) {
    if (!(error instanceof IntegrityError)) throw error;
    return undefined;
  }
}
