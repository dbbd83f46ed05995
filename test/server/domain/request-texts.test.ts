import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishSender, insertSender } from '../../../server/catalog/request-senders.ts';
import { rewrapKeys } from '../../../server/domain/rewrapping.ts';
import { rotateKek } from '../../../server/domain/vault-access.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { finishRequest, type MadeRequest, makeRequest, uploadTokenOf } from '../../support/requests.ts';
import { bytesOf, uploadRaw } from '../../support/transfers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

const listed = async ({ id }: MadeRequest) =>
  (await house.graphql('{ fileRequests { nodes { id url note } } }')).data.fileRequests.nodes.find(
    (request: { id: string }) => request.id === id,
  );
const rowOf = ({ id }: MadeRequest) =>
  house.rooms.catalog.selectFrom('file_requests').selectAll().where('id', '=', id).executeTakeFirst();

test('a request is kept as hashes and sealed text', async () => {
  const request = await makeRequest(house, { note: 'a note' });
  const row = JSON.stringify(await rowOf(request), (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  );
  for (const text of [request.token, 'Papers for the audit', 'a note']) expect(row).not.toContain(text);
});

test('texts of requests and senders move with a rotated key, and read as before', async () => {
  const request = await makeRequest(house, { note: 'a note' });
  const uploadToken = await uploadTokenOf(house, request);
  await uploadRaw(house, bytesOf(5), { token: uploadToken, name: 'a.bin' });
  await finishRequest(house, uploadToken, { senderName: 'Sam Sender', senderEmail: 'sam@example.org' });
  const { catalog } = house.rooms;
  const before = house.rooms.vault.keyring.activeKekId;
  await rotateKek(house.rooms, house.admin);
  await rewrapKeys(house.rooms);
  for (const table of ['file_requests', 'request_senders'] as const) {
    const old = await catalog.selectFrom(table).select('id').where('kek_id', '<=', before).execute();
    expect({ table, old }).toEqual({ table, old: [] });
  }
  expect(await listed(request)).toMatchObject({ url: request.url, note: 'a note' });
  const { data } = await house.graphql('{ fileRequests { nodes { id senders { name email files { name } } } } }');
  expect(data.fileRequests.nodes.find(({ id }: { id: string }) => id === request.id).senders).toEqual([
    { name: 'Sam Sender', email: 'sam@example.org', files: [{ name: 'a.bin' }] },
  ]);
});

test('every sender moves, also behind one whose texts are damaged in the middle of a slice', async () => {
  const { catalog, vault } = house.rooms;
  const request = await makeRequest(house);
  const before = vault.keyring.activeKekId;
  const ids: string[] = [];
  for (let i = 0; i < 120; i += 1) {
    const id = randomUUID();
    const seal = (kind: string) => vault.keyring.sealRecord(kind, id, 1, '{}').sealed;
    await insertSender(catalog, { id, requestId: request.id, tokenHash: randomBytes(32), createdAt: 1, expiresAt: 2 });
    const texts = { sealedSender: seal('sender-name'), sealedReceipt: seal('sender-receipt'), kekId: before };
    await finishSender(catalog, { id, rev: 0 }, 2, texts);
    ids.push(id);
  }
  const [damaged = ''] = ids.sort();
  await catalog.updateTable('request_senders').set({ sealed_receipt: null }).where('id', '=', damaged).execute();
  await rotateKek(house.rooms, house.admin);
  await rewrapKeys(house.rooms);
  const left = await catalog.selectFrom('request_senders').select('id').where('kek_id', '<=', before).execute();
  expect(left).toEqual([{ id: damaged }]);
  expect(house.logged()).toContain(damaged);
});
