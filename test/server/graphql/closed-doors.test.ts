import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeFolder } from '../../support/folders.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { makeRequest, uploadTokenOf } from '../../support/requests.ts';
import { bytesOf, uploadRaw } from '../../support/transfers.ts';
import { rootFields } from './root-fields.ts';

const WITHOUT_KEYS = ['version', 'vault', 'initializeVault', 'unsealVault'];
const FOR_ANYONE = ['fileRequestInfo', 'openFileRequest', 'receiptPublicKeys', 'verifyReceipt'];
const SIGNED_OUT = [
  ...WITHOUT_KEYS,
  ...FOR_ANYONE,
  'viewer',
  'setPassword',
  'shareInfo',
  'openShare',
  'requestShareCode',
];
const fields = rootFields().filter(({ name }) => name !== 'uploadFile');

const houses: Record<string, TestHouse> = {};
beforeAll(async () => {
  houses['open'] = await startHouse();
  houses['empty'] = await startHouse({ state: 'UNINITIALIZED' });
  const before = await startHouse();
  await before.stop();
  houses['sealed'] = { ...(await startHouse({ dataDir: before.dataDir, state: 'SEALED' })), token: before.token };
});
afterAll(async () => {
  for (const house of Object.values(houses)) await house.remove();
});

const at = (name: string) => houses[name] as TestHouse;
const codeOf = async (house: TestHouse, document: string, token: string | null) =>
  (await house.graphql(document, {}, token)).errors?.[0]?.extensions.code;

test('the walk sees the whole contract', () => {
  expect(fields.length).toBeGreaterThan(20);
});

describe.each([
  ['sealed', 'VAULT_SEALED'],
  ['empty', 'VAULT_UNINITIALIZED'],
])('a vault that is %s', (name, code) => {
  test.each(fields.filter((field) => !WITHOUT_KEYS.includes(field.name)))(
    `refuses $name with ${code}`,
    async ({ document }) => {
      expect(await codeOf(at(name), document, null)).toBe(code);
      expect(await codeOf(at(name), document, at('sealed').token)).toBe(code);
    },
  );

  test('refuses an upload before its bytes are looked at', async () => {
    const { status, body } = await uploadRaw({ url: at(name).url, token: at('sealed').token }, bytesOf(10));
    expect(status).toBe(503);
    expect(body.errors?.[0]?.extensions.code).toBe(code);
  });

  test('says so at every other door, and is alive', async () => {
    const { url } = at(name);
    for (const path of ['/auth/get-session', '/download/x?by=session.x']) {
      const response = await fetch(url + path);
      expect(response.status).toBe(503);
      expect(JSON.stringify(await response.json())).toContain(code);
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    const { data } = await at(name).graphql('{ version vault { state keyVersions { id } auditPublicKeys } }', {}, null);
    expect(data.vault).toEqual({
      state: name === 'empty' ? 'UNINITIALIZED' : 'SEALED',
      keyVersions: null,
      auditPublicKeys: [],
    });
  });
});

describe('an open vault', () => {
  test.each(fields.filter((field) => !SIGNED_OUT.includes(field.name)))(
    'refuses $name to nobody and to a wrong token',
    async ({ document }) => {
      expect(await codeOf(at('open'), document, null)).toBe('UNAUTHENTICATED');
      expect(await codeOf(at('open'), document, 'sr_wrong')).toBe('UNAUTHENTICATED');
    },
  );

  test('refuses an upload to a wrong token', async () => {
    const { body } = await uploadRaw(at('open'), bytesOf(10), { token: 'sr_wrong' });
    expect(body.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  test('gives an upload token nothing of the file that it has sent but what the sender knows', async () => {
    const house = at('open');
    const folderId = await makeFolder(house, 'Secret folder');
    const token = await uploadTokenOf(house, await makeRequest(house, { folderId }));
    for (const field of ['downloadUrl { url }', 'access { role user { name } }', 'folder { name path { name } }']) {
      const form = new FormData();
      const query = `mutation ($file: Upload!) { uploadFile(file: $file) { name size ${field} } }`;
      form.set('operations', JSON.stringify({ query, variables: { file: null } }));
      form.set('map', '{"0":["variables.file"]}');
      form.set('0', new Blob(['x']), 'x.txt');
      const headers = { Authorization: `Bearer ${token}`, 'Apollo-Require-Preflight': 'true' };
      const text = await (await fetch(`${house.url}/graphql`, { method: 'POST', headers, body: form })).text();
      const { data, errors } = JSON.parse(text);
      const given = data?.uploadFile?.[field.split(' ')[0] ?? ''] ?? null;
      // Refused, or nothing there.
      expect([field, given?.length === 0 ? null : given]).toEqual([field, null]);
      for (const { extensions } of errors ?? []) expect(extensions.code).toMatch(/^(FORBIDDEN|UNAUTHENTICATED)$/);
      expect(text).not.toContain('Secret folder');
    }
  });

  test('tells nobody who is signed in and which keys there are', async () => {
    const { data } = await at('open').graphql('{ viewer { id } vault { keyVersions { id } } }', {}, null);
    expect(data).toEqual({ viewer: null, vault: { keyVersions: null } });
  });
});
