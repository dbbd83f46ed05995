import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bearerPrincipal } from '../../../server/domain/live-principal.ts';
import { storeFile } from '../../../server/domain/uploads.ts';
import { unseal } from '../../../server/domain/vault-access.ts';
import { eventually } from '../../support/eventually.ts';
import { PASSPHRASE, startHouse, type TestHouse, tokenOf } from '../../support/house.ts';
import { openUpload } from '../../support/open-upload.ts';
import { storeInParts } from '../../support/parts.ts';
import { bytesOf, download, downloadUrl } from '../../support/transfers.ts';

const MiB = 1024 * 1024;
const PARTS = 40;

/** The suite of all that a test stores, by what the operator chose. */
const SUITES = [
  [1, 'aes-256-gcm'],
  [2, 'aes-256-cbc-hmac'],
] as const;

let house: TestHouse;
let large: string;

describe.each(SUITES)('suite %i:', (suite, cipher) => {
  beforeAll(async () => {
    house = await startHouse({ env: { STRONGROOM_CIPHER: cipher } });
    const parts = Array.from({ length: PARTS }, () => bytesOf(MiB));
    large = await storeInParts(house, suite, parts);
  });
  beforeEach(async () => {
    if (house.rooms.vault.state !== 'UNSEALED') await unseal(house.rooms, PASSPHRASE);
  });
  afterAll(() => house.remove());

  const seal = () => house.graphql('mutation { sealVault { state } }');

  test('sealing breaks a download that is under way', async () => {
    const [response] = (await once(get(await downloadUrl(house, large)), 'response')) as [IncomingMessage];
    let got = (await once(response, 'data'))[0].length as number;
    response.pause();
    expect((await seal()).data.sealVault.state).toBe('SEALED');
    response.on('error', () => {});
    response.on('data', (chunk: Buffer) => {
      got += chunk.length;
    });
    response.resume();
    await new Promise((resolve) => response.once('close', resolve));
    expect(response.complete).toBe(false);
    expect(got).toBeLessThan(PARTS * MiB);
  });

  test('sealing breaks an upload that is under way, and nothing of it stays', async () => {
    const sending = openUpload(house);
    await sending.write(bytesOf(MiB));
    const { catalog } = house.rooms;
    const receiving = () => catalog.selectFrom('files').select('id').where('state', '<>', 'stored').executeTakeFirst();
    const row = await eventually('its row', receiving);
    await seal();
    const answer = await sending.answer;
    expect(answer === null || answer.code === 'VAULT_SEALED').toBe(true);
    sending.drop();
    await eventually('no row', async () => !(await receiving()));
    for await (const { key } of house.rooms.store.list('')) expect(key).not.toContain(row.id);
  });

  test('a file that is stored when the seal comes is acknowledged', async () => {
    const { rooms, token } = house;
    const search = Object.assign(Object.create(rooms.search), { put: () => rooms.vault.seal() });
    const sender = await bearerPrincipal(rooms, token);
    const contents = (async function* () {
      yield [bytesOf(100)];
    })();
    const file = await storeFile({ ...rooms, search }, sender, { name: 'a' }, contents, new AbortController().signal);
    expect(rooms.vault.state).toBe('SEALED');
    await unseal(rooms, PASSPHRASE);
    expect((await download(house, file.id)).bytes.equals(bytesOf(100))).toBe(true);
  });

  test('after a seal no address and no token opens anything; after an unseal the same address works on', async () => {
    const url = await downloadUrl(house, large);
    await seal();
    const refused = await fetch(url);
    expect(refused.status).toBe(503);
    expect(await refused.text()).toContain('VAULT_SEALED');
    expect((await house.graphql('{ files { totalCount } }')).errors?.[0]?.extensions.code).toBe('VAULT_SEALED');
    await unseal(house.rooms, PASSPHRASE);
    expect((await fetch(url, { headers: { Range: 'bytes=0-9' } })).status).toBe(206);
  });

  test('a member, and a token without ADMIN, cannot seal', async () => {
    const { data } = await house.graphql('{ vault { state } }');
    expect(data.vault.state).toBe('UNSEALED');
    const token = house.admin ? await tokenOf(house.rooms, house.admin, ['READ', 'WRITE']) : '';
    const { errors } = await house.graphql('mutation { sealVault { state } }', {}, token);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await download(house, large, { Range: 'bytes=0-4' })).bytes.length).toBe(5);
  });
});
