import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createUser, listUsers, privately, viewer } from '../../../server/domain/accounts.ts';
import {
  disableUser,
  enableUser,
  resetUser,
  setUserRole,
  transferFiles,
} from '../../../server/domain/accounts-changes.ts';
import { createFolder } from '../../../server/domain/folder-changes.ts';
import { findFolder, listFolders, pathOf, ROOT } from '../../../server/domain/folders.ts';
import type { Principal } from '../../../server/domain/principal.ts';
import { openSite, PASSWORD, person, type Site } from '../auth/site.ts';

let site: Site;
const admin = person('an administrator', 'ADMIN');
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site.close());

const anyone = { name: 'Grace', email: 'grace@example.org', role: 'MEMBER' } as const;

async function admins(): Promise<string[]> {
  const rows = await site.rooms.catalog
    .selectFrom('users')
    .select('id')
    .where('role', '=', 'ADMIN')
    .where('disabled_at', 'is', null)
    .execute();
  return rows.map(({ id }) => id);
}

describe('accounts', () => {
  test('are made, listed and changed by administrators alone', async () => {
    const { rooms } = site;
    const member = person('a member');
    const token: Principal = { ...admin, kind: 'token', scopes: new Set(['READ', 'WRITE', 'SHARE']) };
    for (const who of [member, token]) {
      await expect(createUser(rooms, who, anyone)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(listUsers(rooms, who, { first: 10, after: null })).rejects.toMatchObject({ code: 'FORBIDDEN' });
      for (const change of [disableUser, enableUser, resetUser]) {
        await expect(change(rooms, who, 'x')).rejects.toMatchObject({ code: 'FORBIDDEN' });
      }
      await expect(setUserRole(rooms, who, 'x', 'ADMIN')).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(transferFiles(rooms, who, 'x', 'y')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(createUser(rooms, null, anyone)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('have one address each, whatever its case', async () => {
    const { user, setPasswordUrl } = await createUser(site.rooms, admin, {
      ...anyone,
      name: '  Grace  Hopper ',
      email: ' Grace@Example.ORG ',
    });
    expect(user).toMatchObject({ name: 'Grace  Hopper', email: 'grace@example.org', role: 'MEMBER', disabled: false });
    expect(setPasswordUrl).toMatch(/^http:\/\/strongroom\.test\/set-password#[\w-]{43}$/);
    expect(await viewer(site.rooms, person(user.id))).toEqual(user);
    await expect(createUser(site.rooms, admin, { ...anyone, email: 'GRACE@example.org' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });

  test('need a name and an address that can be', async () => {
    for (const wrong of [
      { name: ' ' },
      { name: 'a\nb' },
      { name: 'x'.repeat(101) },
      { email: 'no' },
      { email: 'a@b' },
    ]) {
      const made = createUser(site.rooms, admin, { ...anyone, email: 'new@example.org', ...wrong });
      await expect(made).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
  });

  test('are listed by name in pages without gaps or repeats', async () => {
    for (const name of ['zoe', 'Bob', 'bob', 'Émile', 'Bob']) {
      await createUser(site.rooms, admin, { name, email: `${crypto.randomUUID()}@example.org`, role: 'MEMBER' });
    }
    const whole = await listUsers(site.rooms, admin, { first: 200, after: null });
    expect(whole.hasNextPage).toBe(false);
    const names = whole.edges.map(({ node }) => node.name.toLowerCase());
    expect(names.filter((name) => name !== 'émile')).toEqual(names.filter((name) => name !== 'émile').sort());
    const paged: string[] = [];
    let after: string | null = null;
    for (;;) {
      const page: typeof whole = await listUsers(site.rooms, admin, { first: 2, after });
      paged.push(...page.edges.map(({ node }) => node.id));
      after = page.edges.at(-1)?.cursor ?? null;
      if (!page.hasNextPage) break;
    }
    expect(paged).toEqual(whole.edges.map(({ node }) => node.id));
    for (const first of [0, -1, 1e9, 1.5]) {
      await expect(listUsers(site.rooms, admin, { first, after: null })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
    for (const broken of ['garbage', '', 'W10', 'eyJhIjoxfQ', 'x'.repeat(9000)]) {
      const page = listUsers(site.rooms, admin, { first: 2, after: broken });
      await expect(page).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
  });

  test('show their address to themselves and to administrators only', async () => {
    const { user } = await createUser(site.rooms, admin, { ...anyone, email: 'private@example.org' });
    const asToken: Principal = { ...admin, kind: 'token', scopes: new Set(['READ']) };
    expect(privately(person(user.id), user, user.email)).toBe('private@example.org');
    expect(privately(admin, user, user.email)).toBe('private@example.org');
    for (const other of [person('another'), asToken, null]) expect(privately(other, user, user.email)).toBeNull();
  });

  test('that do not exist are NOT_FOUND', async () => {
    for (const change of [disableUser, enableUser, resetUser]) {
      await expect(change(site.rooms, admin, 'garbage')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(setUserRole(site.rooms, admin, 'garbage', 'MEMBER')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the last active administrator', () => {
  test('can be neither disabled nor demoted', async () => {
    const [last = ''] = await admins();
    const disabledAdmin = await site.account('disabled-admin@example.org', 'ADMIN');
    await disableUser(site.rooms, admin, disabledAdmin);
    await expect(disableUser(site.rooms, admin, last)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(setUserRole(site.rooms, admin, last, 'MEMBER')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await setUserRole(site.rooms, admin, last, 'ADMIN')).toMatchObject({ role: 'ADMIN' });
    expect(await setUserRole(site.rooms, admin, disabledAdmin, 'MEMBER')).toMatchObject({ role: 'MEMBER' });
    expect(await admins()).toEqual([last]);
  });

  test('is left over when two remove each other at once', async () => {
    for (const remove of [
      (id: string) => disableUser(site.rooms, admin, id),
      (id: string) => setUserRole(site.rooms, admin, id, 'MEMBER'),
    ]) {
      await site.account(`${crypto.randomUUID()}@example.org`, 'ADMIN');
      const both = await admins();
      expect(both).toHaveLength(2);
      const outcomes = await Promise.allSettled(both.map(remove));
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await admins()).toHaveLength(1);
    }
  });
});

describe('a reset', () => {
  test('ends the old password and gives a link', async () => {
    const id = await site.account('forgot@example.org');
    const { setPasswordUrl } = await resetUser(site.rooms, admin, id);
    expect(setPasswordUrl).toContain('/set-password#');
    expect((await site.visit().signIn('forgot@example.org', PASSWORD)).body.code).toBe('WRONG_PASSPHRASE');
  });
});

describe('handing files over', () => {
  test('moves the stored files of one account, to one that is not disabled', async () => {
    const { catalog } = site.rooms;
    const [from, to, gone] = [
      await site.account('from@example.org'),
      await site.account('to@example.org'),
      await site.account('gone@example.org'),
    ];
    await disableUser(site.rooms, admin, gone);
    await catalog
      .insertInto('files')
      .values([row('1', from, 'stored'), row('2', from, 'receiving'), row('3', to, 'stored')])
      .execute();
    await expect(transferFiles(site.rooms, admin, from, from)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(transferFiles(site.rooms, admin, from, gone)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await expect(transferFiles(site.rooms, admin, from, 'garbage')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await transferFiles(site.rooms, admin, from, to)).toBe(1);
    const owners = await catalog.selectFrom('files').select(['id', 'owner_id']).orderBy('id').execute();
    expect(owners.map(({ owner_id }) => owner_id)).toEqual([to, from, to]);
  });

  test('moves folders as well, with what is in them, into one that is named after the first', async () => {
    const { rooms } = site;
    const [from, to] = [await site.account('folders@example.org'), await site.account('heir@example.org')];
    const make = (who: string, name: string, parentId: string | null = null) =>
      createFolder(rooms, person(who), { name, parentId });
    const top = await make(from, 'Papers');
    const inner = await make(from, 'Old', top.id);
    await make(to, 'Papers');
    await rooms.catalog
      .insertInto('files')
      .values([
        { ...row('f1', from, 'stored'), folder_id: inner.id },
        { ...row('f2', from, 'stored'), folder_id: null },
        { ...row('f3', from, 'receiving'), folder_id: inner.id },
      ])
      .execute();
    expect(await transferFiles(rooms, admin, from, to)).toBe(2);
    const { folders } = await listFolders(rooms, person(to), ROOT, { first: 10 });
    expect(folders.map(({ name }) => name)).toEqual([expect.stringMatching(/^From /), 'Papers']);
    const places = await rooms.catalog
      .selectFrom('files')
      .select(['id', 'folder_id'])
      .where('id', 'like', 'f%')
      .execute();
    expect(new Map(places.map(({ id, folder_id }) => [id, folder_id]))).toEqual(
      new Map([
        ['f1', inner.id],
        ['f2', folders[0]?.id],
        ['f3', null],
      ]),
    );
    expect(await pathOf(rooms, person(to), inner)).toEqual([folders[0], { ...top, parentId: folders[0]?.id }]);
    await expect(findFolder(rooms, person(from), inner.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await transferFiles(rooms, admin, from, to)).toBe(0);
    expect((await listFolders(rooms, person(to), ROOT, { first: 10 })).folders).toHaveLength(2);
  });
});

function row(id: string, ownerId: string, state: 'stored' | 'receiving') {
  const counts = { size: 0, stored_size: 0, part_count: 0, next_part: 0, lease_fence: 1, lease_until: 0 };
  const times = { created_at: 1, touched_at: 1, expires_at: null, declared_size: null, resumable: 0 };
  return {
    id,
    owner_id: ownerId,
    suite: 1,
    flags: 0,
    state,
    sealed_meta: Buffer.alloc(1),
    meta_rev: 1,
    ...counts,
    ...times,
  };
}
