import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser } from '../../../server/domain/accounts.ts';
import type { Principal } from '../../../server/domain/principal.ts';
import { record, recordSoon } from '../../../server/domain/record.ts';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

let house: TestHouse;
let now = Date.now();
let bob: Principal;
let bobsToken: string;
let adasFile: string;
let bobsFile: string;
beforeAll(async () => {
  house = await startHouse({ clock: () => now });
  const { user } = await createUser(house.rooms, house.admin, {
    name: 'Bob',
    email: 'bob@example.org',
    role: 'MEMBER',
  });
  bob = sessionOf(user.id, 'MEMBER');
  bobsToken = await tokenOf(house.rooms, bob);
  adasFile = (await upload(house, bytesOf(10), { input: { name: 'of Ada.txt' } })).id;
  bobsFile = (await upload(house, bytesOf(20), { input: { name: 'of Bob.txt' }, token: bobsToken })).id;
});
afterAll(() => house.remove());

const QUERY = `query ($first: Int! = 200, $after: String, $filter: AuditFilter) {
  auditEvents(first: $first, after: $after, filter: $filter) {
    nodes { seq at action actorId actorKind actorName address fileId fileName userId bytes complete recipient }
    edges { cursor node { seq } }
    pageInfo { hasNextPage endCursor }
  }
}`;

async function read(variables: object = {}, token?: string) {
  const { data, errors } = await house.graphql(QUERY, variables, token);
  expect(errors).toBeUndefined();
  return data.auditEvents;
}

async function codeOf(variables: object, token?: string | null) {
  return (await house.graphql(QUERY, variables, token)).errors?.[0]?.extensions.code;
}

describe('auditEvents', () => {
  test('gives an administrator all events by id and no name of a file, newest first and without gaps', async () => {
    const { nodes } = await read();
    expect(nodes.map(({ seq }: { seq: number }) => seq)).toEqual(
      nodes.map((_: unknown, i: number) => nodes.length - i),
    );
    expect(nodes.filter(({ action }: { action: string }) => action === 'file.uploaded')).toMatchObject([
      { fileId: bobsFile, actorName: 'Bob', actorKind: 'token', bytes: 20, complete: true, address: '127.0.0.1' },
      { fileId: adasFile, actorName: 'Ada Admin' },
    ]);
    expect(JSON.stringify(nodes)).not.toContain('of Bob');
    expect(JSON.stringify(nodes)).not.toContain('of Ada');
  });

  test('gives a member what concerns their own files, with names, and nothing else', async () => {
    const { nodes } = await read({}, bobsToken);
    expect(nodes).toMatchObject([{ action: 'file.uploaded', fileId: bobsFile, fileName: 'of Bob.txt' }]);
    expect((await read({ filter: { fileId: adasFile } }, bobsToken)).nodes).toEqual([]);
  });

  test('gives an administrator their own events with names where asked, and a token without ADMIN no others', async () => {
    const own = (await read({ filter: { own: true } })).nodes;
    expect(own).toMatchObject([{ action: 'file.uploaded', fileId: adasFile, fileName: 'of Ada.txt' }]);
    const narrow = await tokenOf(house.rooms, house.admin as Principal, ['READ']);
    expect((await read({}, narrow)).nodes).toEqual(own);
  });

  test('knows the name that a file had when it was downloaded', async () => {
    const id = (await upload(house, bytesOf(5), { input: { name: 'early.txt' } })).id;
    const downloaded = () =>
      recordSoon(house.rooms, {
        action: 'file.downloaded',
        actor: { kind: 'anonymous' },
        ownerId: house.admin?.userId ?? '',
        fileId: id,
        bytes: 5,
        complete: true,
      });
    downloaded();
    await house.rooms.recorder.flush();
    await house.graphql('mutation ($id: ID!) { renameFile(id: $id, name: "late.txt") { id } }', { id });
    downloaded();
    const { nodes } = await read({ filter: { own: true, fileId: id } });
    expect(nodes.map((node: { action: string; fileName: string }) => [node.action, node.fileName])).toEqual([
      ['file.downloaded', 'late.txt'],
      ['file.renamed', 'late.txt'],
      ['file.downloaded', 'early.txt'],
      ['file.uploaded', 'early.txt'],
    ]);
  });

  test('pages to the end by its cursors, also while events come in', async () => {
    const expected = (await read()).nodes.map(({ seq }: { seq: number }) => seq);
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const { nodes, edges, pageInfo }: any = await read({ first: 2, after });
      seen.push(...nodes.map(({ seq }: { seq: number }) => seq));
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      recordSoon(house.rooms, { action: 'policy.set', actor: { kind: 'system' }, ownerId: null });
    } while (after !== null);
    expect(seen).toEqual(expected);
  });

  test('filters by action, by kind of action, by person, by file, by link and by time, also together', async () => {
    now += 1_000_000;
    const since = new Date(now).toISOString();
    const [fileId, shareId] = [crypto.randomUUID(), crypto.randomUUID()];
    const actor = { kind: 'user', id: bob.userId, userId: bob.userId } as const;
    for (const action of ['share.created', 'share.opened', 'share.ended', 'file.shared'] as const) {
      now += 1000;
      await record(house.rooms, house.rooms.catalog, { action, actor, ownerId: bob.userId, fileId, shareId });
    }
    // Another link to the same file.
    const other = { action: 'grant.spent', actor: { kind: 'grant', id: shareId }, ownerId: bob.userId } as const;
    await record(house.rooms, house.rooms.catalog, { ...other, fileId, shareId: crypto.randomUUID() });
    const named = async (filter: object) => (await read({ filter })).nodes.map(({ action }: any) => action);
    expect(await named({ since, actions: ['share.*'] })).toEqual(['share.ended', 'share.opened', 'share.created']);
    expect(await named({ actions: ['share.opened', 'file.shared'] })).toEqual(['file.shared', 'share.opened']);
    expect(await named({ fileId, actions: ['share.ended'] })).toEqual(['share.ended']);
    expect(await named({ shareId })).toEqual(['file.shared', 'share.ended', 'share.opened', 'share.created']);
    expect(await named({ shareId, actions: ['share.opened'] })).toEqual(['share.opened']);
    expect((await read({ filter: { shareId } }, bobsToken)).nodes).toHaveLength(4);
    expect((await read({ filter: { shareId, own: true } })).nodes).toEqual([]);
    expect(await named({ userId: bob.userId, since })).toHaveLength(4);
    expect(await named({ since: new Date(now + 1).toISOString() })).toEqual([]);
    expect(await named({ since, until: new Date(now).toISOString() })).toHaveLength(3);
    expect(await named({ since, until: new Date(now + 1).toISOString() })).toHaveLength(5);
    expect(await named({ until: since, actions: ['share.*'] })).toEqual([]);
  });

  test('says what cannot be asked for', async () => {
    expect(await codeOf({ filter: { actions: ['share.nonsense'] } })).toBe('BAD_INPUT');
    expect(await codeOf({ filter: { actions: ['shar*'] } })).toBe('BAD_INPUT');
    expect(await codeOf({ first: 0 })).toBe('BAD_INPUT');
    expect(await codeOf({ first: 201 })).toBe('BAD_INPUT');
    expect(await codeOf({ after: 'nonsense' })).toBe('BAD_INPUT');
    expect(await codeOf({}, null)).toBe('UNAUTHENTICATED');
  });
});
