import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get as request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { objectKey } from '../../../server/crypto/objects.ts';
import { eventually } from '../../support/eventually.ts';
import { ADMIN, PASSPHRASE, startHouse } from '../../support/house.ts';
import { findNeedles, needlesOf } from '../../support/marker.ts';
import { startProcess } from '../../support/server-process.ts';
import { bytesOf, sha256, uploadRaw } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';
import { flip } from './stored-object.ts';

/** More than the sockets of a connection hold. */
const BYTES = bytesOf(16_000_000);
const wrong = (what: string) => `wrong ${what} ${randomBytes(12).toString('hex')}`;

test('no passphrase, password, session cookie or signature of an address is in the data, in temp or in the log', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  for (const name of ['data', 'tmp', 'log']) await mkdir(at(name));
  const house = await startHouse({ dataDir: at('data') });
  await house.stop();
  const { token } = house;
  const server = await startProcess(at('data'), at('log/server.log'), { TMPDIR: at('tmp') });
  const { url } = server;

  const post = (path: string, body: object, headers: Record<string, string>) =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: url, ...headers },
      body: JSON.stringify(body),
    });
  const signIn = (password: string) => post('/auth/sign-in/email', { email: ADMIN.email, password }, {});
  const wrongPassword = wrong('password');
  expect((await signIn(wrongPassword)).status).toBe(403);
  const [, cookie = '', session = ''] =
    /^([^=]+=([^;]+))/.exec((await signIn(ADMIN.password)).headers.get('set-cookie') ?? '') ?? [];
  const ask = async (query: string, variables: object = {}) =>
    (await (await post('/graphql', { query, variables }, { Cookie: cookie })).json()) as any;
  expect((await ask('{ viewer { name } }')).data.viewer.name).toBe(ADMIN.name);

  // Addresses that work, break off, are refused, and lead to what is damaged.
  const id = (await uploadRaw({ url, token }, BYTES)).body.data?.uploadFile.id ?? '';
  const path = join(at('data/objects'), objectKey(id, 0));
  const stored = await readFile(path);
  const signatures: string[] = [];
  const address = async () => {
    const expiresIn = 600 + signatures.length;
    const query = 'query ($id: ID!, $expiresIn: Int!) { downloadUrl(fileId: $id, expiresIn: $expiresIn) { url } }';
    const signed: string = (await ask(query, { id, expiresIn })).data.downloadUrl.url;
    signatures.push(new URL(signed).searchParams.get('sig') ?? '');
    return signed;
  };
  expect(sha256((await get(await address())).bytes)).toBe(sha256(BYTES));
  const [leaving] = await once(request(await address(), { agent: false }), 'response');
  leaving.destroy();
  expect((await get((await address()).replace('attachment', 'inline'))).code).toBe('FORBIDDEN');
  await writeFile(path, flip(stored, stored.length / 2));
  expect((await get(await address())).broken).toBe(true);
  await writeFile(path, flip(stored, 200));
  expect((await get(await address())).code).toBe('INTEGRITY');

  const wrongPassphrase = wrong('passphrase');
  await ask('mutation { sealVault { state } }');
  const unseal = 'mutation ($passphrase: String!) { unsealVault(passphrase: $passphrase) { state } }';
  const refused = await ask(unseal, { passphrase: wrongPassphrase });
  expect(refused.errors[0].extensions.code).toBe('WRONG_PASSPHRASE');
  expect((await ask(unseal, { passphrase: PASSPHRASE })).data.unsealVault.state).toBe('UNSEALED');

  // What is searched is small then.
  await ask('mutation ($id: ID!) { deleteFile(id: $id) }', { id });

  const log = () => readFile(at('log/server.log'), 'utf8');
  await eventually('each download is logged', async () => (await log()).match(/"route":"download"/g)?.length === 5);
  expect(await log()).toContain('an answer was broken off');

  const [, proof = ''] = decodeURIComponent(session).split('.');
  const secrets = [PASSPHRASE, wrongPassphrase, ADMIN.password, wrongPassword, proof, ...signatures];
  expect(new Set(secrets.filter((secret) => secret.length >= 16)).size).toBe(10);
  const needles = secrets.flatMap(needlesOf);
  // The catalog knows a session by the first half of its cookie, which is worth nothing without the second.
  const ofCookie = [...needles, ...needlesOf(session)];
  const search = async () => [
    ...(await findNeedles([at('data'), at('tmp')], needles)).found,
    ...(await findNeedles([at('log'), at('tmp')], ofCookie)).found,
  ];
  expect(await search()).toEqual([]);
  expect(await server.end()).toBe(0);
  expect(await search()).toEqual([]);
});

test('nor are the passphrase and the password that set a vault up', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const at = (name: string) => join(folder, name);
  for (const name of ['data', 'tmp', 'log']) await mkdir(at(name));
  const server = await startProcess(at('data'), at('log/server.log'), { TMPDIR: at('tmp'), STRONGROOM_PASSPHRASE: '' });
  const log = () => readFile(at('log/server.log'), 'utf8');
  await eventually('the setup link is printed', async () => (await log()).includes('/setup#'));
  const [, setupCode = ''] = /\/setup#(\S+)/.exec(await log()) ?? [];

  const query = 'mutation ($input: InitializeVaultInput!) { initializeVault(input: $input) { state } }';
  const set = async (change: object) => {
    const input = { setupCode, adminName: ADMIN.name, adminEmail: ADMIN.email, ...change };
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: server.url },
      body: JSON.stringify({ query, variables: { input } }),
    });
    return (await response.json()) as any;
  };
  const refused = { passphrase: wrong('passphrase'), adminPassword: wrong('password') };
  const taken = { passphrase: wrong('passphrase'), adminPassword: wrong('password') };
  expect((await set({ ...refused, setupCode: 'x' })).errors[0].extensions.code).toBe('FORBIDDEN');
  expect((await set({ ...refused, adminEmail: 'ada' })).errors[0].extensions.code).toBe('BAD_INPUT');
  expect((await set(taken)).data.initializeVault.state).toBe('UNSEALED');

  const needles = [...Object.values(refused), ...Object.values(taken)].flatMap(needlesOf);
  expect(needles.length).toBeGreaterThanOrEqual(4);
  const { found } = await findNeedles([at('data'), at('tmp'), at('log')], needles);
  expect(found).toEqual([]);
  expect(await server.end()).toBe(0);
});
