import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUser } from '../../../server/domain/accounts.ts';
import { publicKey } from '../../../server/domain/audit-chain.ts';
import { verifyExport } from '../../../server/domain/audit-verify.ts';
import type { Principal } from '../../../server/domain/principal.ts';
import { recordAll } from '../../../server/domain/record.ts';
import { sessionOf, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

const get = (token?: string) =>
  fetch(`${house.url}/audit/export`, token ? { headers: { Authorization: `Bearer ${token}` } } : {});

test('an administrator gets the whole record as lines that prove themselves, a slice at a time', async () => {
  const { rooms } = house;
  const event = { action: 'policy.set', actor: { kind: 'system' }, ownerId: null } as const;
  await recordAll(rooms, rooms.catalog, Array<typeof event>(450).fill(event));
  const answer = await get(house.token);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="record-\d{4}-\d\d-\d\d\.ndjson"$/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const keys = house.rooms.vault.keyring.publicKeys('audit-signing').map(publicKey);
  const { last } = await verifyExport(Readable.from([bytes]), keys);
  expect(last).toBeGreaterThan(450);
  const lines = bytes.toString().trimEnd().split('\n');
  expect(JSON.parse(lines.at(-2) ?? '')).toMatchObject({ seq: last, action: 'record.exported', actorKind: 'token' });
});

test('nobody else gets any of it', async () => {
  expect((await get()).status).toBe(401);
  const { user } = await createUser(house.rooms, house.admin, { name: 'B', email: 'b@example.org', role: 'MEMBER' });
  expect((await get(await tokenOf(house.rooms, sessionOf(user.id, 'MEMBER')))).status).toBe(403);
  expect((await get(await tokenOf(house.rooms, house.admin as Principal, ['READ', 'WRITE']))).status).toBe(403);
  expect((await fetch(`${house.url}/audit/export`, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${house.url}/audit/other`)).status).toBe(404);
});

test('while the vault is locked there is no export', async () => {
  await house.graphql('mutation { sealVault { state } }');
  expect((await get(house.token)).status).toBe(503);
});
