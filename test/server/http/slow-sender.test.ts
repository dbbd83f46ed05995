import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse } from '../../support/house.ts';
import { type ServerProcess, startProcess } from '../../support/server-process.ts';
import { bytesOf, uploadRaw } from '../../support/transfers.ts';
import { BODY, rawTus, VERSION } from '../../support/tus.ts';
import { get } from '../../support/wire.ts';
import { field, fileHead, MAP, OPERATIONS, uploadHead } from './form-bytes.ts';
import { openRaw, type Raw } from './raw.ts';

const MiB = 1024 * 1024;
const SENDERS = 24;
const ANNOUNCED = 100 * MiB;
/** What a sender brings at once, before it slows down. */
const BEGUN = bytesOf(3 * MiB);

let folder: string;
let token: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strongroom-slow-'));
  await mkdir(join(folder, 'data'));
  const house = await startHouse({ dataDir: join(folder, 'data') });
  token = house.token;
  await house.stop();
  server = await startProcess(join(folder, 'data'), join(folder, 'server.log'));
});
afterAll(async () => {
  await server.kill();
  await rm(folder, { recursive: true });
});

/** Begins a large upload, by a form or by tus. */
async function begin(kind: 'form' | 'tus'): Promise<Raw> {
  const raw = await openRaw(Number(new URL(server.url).port));
  if (kind === 'form') {
    raw.socket.write(uploadHead({ length: ANNOUNCED, auth: token }));
    raw.socket.write(field('operations', OPERATIONS) + field('map', MAP) + fileHead());
  } else {
    const path = await rawTus({ url: server.url, token }).create(ANNOUNCED);
    const headers = { Host: 'localhost', Authorization: `Bearer ${token}`, ...VERSION, ...BODY };
    const lines = Object.entries({ ...headers, 'Upload-Offset': 0, 'Content-Length': ANNOUNCED });
    raw.socket.write(`PATCH ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  }
  raw.socket.write(BEGUN);
  return raw;
}

test('senders of a byte a second hold neither memory nor others', async () => {
  const send = async () => {
    const { body } = await uploadRaw({ url: server.url, token }, BEGUN);
    return body.data?.uploadFile.id;
  };
  // What a first upload takes for itself is not theirs.
  for (let i = 0; i < 10; i += 1) expect(await send()).toBeTruthy();
  const before = await server.memory();
  const senders = await Promise.all(Array.from({ length: SENDERS }, (_, i) => begin(i % 2 ? 'form' : 'tus')));
  await sleep(1500);
  const early = await server.memory();
  for (let second = 0; second < 5; second += 1) {
    for (const { socket } of senders) socket.write('x');
    await sleep(1000);
  }
  expect(senders.map((raw) => raw.text()).join('')).toBe('');
  const late = await server.memory();
  expect(await send()).toBeTruthy();
  const health = await get(`${server.url}/healthz`);
  for (const { socket } of senders) socket.destroy();
  expect(health.status).toBe(200);
  // They announce 2,400 MiB and bring 72; a few batches of each are under way.
  expect(late - before).toBeLessThan(64 * MiB);
  expect(late - early).toBeLessThan(16 * MiB);
});
