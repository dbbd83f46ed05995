import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { PASSPHRASE, startHouse } from '../../support/house.ts';
import { findNeedles, needlesOf } from '../../support/marker.ts';
import { openUpload } from '../../support/open-upload.ts';
import { startProcess } from '../../support/server-process.ts';
import { bytesOf, uploadRaw } from '../../support/transfers.ts';
import { readDataFolder } from '../crypto/independent-reader.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-keys-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('no key rests in the clear, also behind a crash: not in the data, not in temp, not in the log', async () => {
  const at = (name: string) => join(folder, name);
  for (const name of ['data', 'tmp', 'log']) await mkdir(at(name));
  const house = await startHouse({ dataDir: at('data') });
  await house.stop();
  const server = await startProcess(at('data'), at('log/server.log'), { TMPDIR: at('tmp') });
  const caller = { url: server.url, token: house.token };
  for (const cipher of ['AES_256_GCM', 'AES_256_CBC_HMAC']) {
    const { body } = await uploadRaw(caller, bytesOf(50_000), { input: { cipher } });
    expect(body.errors).toBeUndefined();
  }
  const rotated = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${house.token}` },
    body: JSON.stringify({ query: 'mutation { rotateKek { state } }' }),
  });
  expect(rotated.status).toBe(200);
  const under = openUpload(caller, { name: 'under way' });
  await under.write(bytesOf(2_000_000));
  await eventually(
    'what is under way has its key',
    () => readDataFolder(at('data'), PASSPHRASE).keys.length === 1 + 2 + 4 + 3,
  );
  await server.kill();

  const { keys } = readDataFolder(at('data'), PASSPHRASE);
  // MK, two KEKs, four secrets, the DEKs of three files.
  expect(keys.map(({ length }) => length)).toEqual(Array(10).fill(32));
  const { found, files } = await findNeedles(
    [at('data'), at('tmp'), at('log')],
    keys.flatMap((key) => needlesOf(key)),
  );
  expect(found).toEqual([]);
  expect(files).toBeGreaterThan(5);
});
