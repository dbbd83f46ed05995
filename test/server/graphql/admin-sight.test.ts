import { afterAll, beforeAll, expect, test } from 'vitest';
import { deleteFile, renameFile } from '../../../server/domain/files.ts';
import { createFolder, renameFolder } from '../../../server/domain/folder-changes.ts';
import { type Activity, createStrongroomClient } from '../../../web/client/index.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember, type Member } from '../../support/people.ts';
import { bytesOf, download, upload } from '../../support/transfers.ts';

/** In every name that the member gives. */
const MARKER = 'zebra-7731';

let house: TestHouse;
let member: Member;
beforeAll(async () => {
  house = await startHouse();
  member = await addMember(house, 'Mia Member');
});
afterAll(() => house.remove());

/** What the caller of that token sees live, until the test ends it. */
async function look(token: string) {
  const stop = new AbortController();
  const seen: Activity[] = [];
  const client = createStrongroomClient({ url: house.url, token });
  let open = false;
  const onConnect = () => {
    open = true;
  };
  const done = (async () => {
    for await (const activity of client.activity({ signal: stop.signal, onConnect })) seen.push(activity);
  })().catch((error: unknown) => error);
  await eventually('the stream stands', () => open);
  return {
    seen,
    async end() {
      stop.abort();
      await done;
    },
  };
}

const exported = async () =>
  (await fetch(`${house.url}/audit/export`, { headers: { Authorization: `Bearer ${house.token}` } })).text();

test('an administrator sees no name of a member’s: not live, not in the record, not in its export, not in a folder', async () => {
  const { rooms } = house;
  const { principal, token } = member;
  const [admins, members] = [await look(house.token), await look(token)];
  const made = await createFolder(rooms, principal, { name: `${MARKER} folder`, parentId: null });
  const folderId = made.id ?? '';
  const input = { folderId };
  const { id } = await upload(house, bytesOf(9), { name: `${MARKER}.txt`, token, input });
  const gone = await upload(house, bytesOf(9), { name: `${MARKER} gone.txt`, token, input });
  await renameFile(rooms, principal, id, `${MARKER} renamed.txt`);
  await renameFolder(rooms, principal, folderId, `${MARKER} renamed`);
  await deleteFile(rooms, principal, gone.id);
  // What is told in this order reaches the one stream before the other: the administrator’s own comes last.
  await upload(house, bytesOf(1), { name: 'of the administrator.txt' });
  await eventually('both streams have told what they tell', () =>
    [members.seen, admins.seen].every((seen) => seen.some(({ kind }) => kind === 'UPLOADED')),
  );
  expect(members.seen.map(({ fileName }) => fileName)).toContain(`${MARKER}.txt`);
  expect(JSON.stringify(admins.seen)).toContain('of the administrator.txt');
  expect(JSON.stringify(admins.seen)).not.toMatch(new RegExp(`${MARKER}|${id}|${gone.id}`));
  await Promise.all([admins.end(), members.end()]);

  const record = await exported();
  // The events are there …
  expect(record).toContain(id);
  // … and their names are not, in whatever writing.
  for (const text of [MARKER, Buffer.from(MARKER).toString('hex'), Buffer.from(MARKER).toString('base64').slice(0, 12)])
    expect(record).not.toContain(text);

  const asAdmin = (query: string) => house.graphql(query, { id: folderId });
  for (const query of [
    'query ($id: ID!) { folder(id: $id) { name files(first: 9) { nodes { name } } } }',
    'query ($id: ID!) { files(first: 9, folderId: $id) { nodes { name } } }',
    'mutation ($id: ID!) { renameFolder(id: $id, name: "mine") { name } }',
    'mutation ($id: ID!) { deleteFolder(id: $id) }',
  ]) {
    const { data, errors } = await asAdmin(query);
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(JSON.stringify({ data, errors })).not.toContain(MARKER);
  }
});

test('… until they take all of that account’s files over, which the record says', async () => {
  const { id } = await upload(house, bytesOf(30), { name: 'taken.txt', token: member.token });
  const find = async (token: string) =>
    (await house.graphql('query ($id: ID!) { file(id: $id) { name } }', { id }, token)).data.file;
  expect(await find(house.token)).toBeNull();
  const { errors } = await house.graphql(
    'mutation ($from: ID!, $to: ID!) { transferFiles(fromUserId: $from, toUserId: $to) }',
    { from: member.id, to: house.admin?.userId },
  );
  expect(errors).toBeUndefined();
  expect(await find(house.token)).toEqual({ name: 'taken.txt' });
  expect((await download(house, id)).bytes.equals(bytesOf(30))).toBe(true);
  expect(await find(member.token)).toBeNull();
  const { data } = await house.graphql(
    '{ auditEvents(first: 20, filter: { actions: ["user.files-transferred"] }) { nodes { userId actorId } } }',
  );
  expect(data.auditEvents.nodes).toMatchObject([{ userId: member.id }]);
});
