import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { PART_MAX } from '../../../server/crypto/sizes.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { bytesOf } from '../../support/transfers.ts';
import { BODY, rawTus, VERSION } from '../../support/tus.ts';
import { cutPatch } from '../../support/tus-parts.ts';
import { openRaw } from './raw.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.remove());

test('what a connection brought before it broke is kept, however soon the upload is asked for', async () => {
  const tus = rawTus(house, house.token);
  const path = await tus.create(PART_MAX, { filename: 'over a bad line' });
  const offset = async () => Number((await tus.head(path)).headers.get('upload-offset'));
  for (let from = 0; from < 10_000; from += 1000) {
    await cutPatch(house, path, { offset: from, content: bytesOf(1000), announced: PART_MAX - from });
    const reached = await eventually('the bytes are durable', async () => {
      const now = await offset();
      return now > from ? now : null;
    });
    expect(reached).toBe(from + 1000);
  }
});

test('a PATCH of a byte now and then is cut, and what it brought is kept', async () => {
  const slow = await startHouse({ limits: { slowBody: { bytes: 1024, time: 600 } } });
  onTestFinished(slow.remove);
  const tus = rawTus(slow);
  const path = await tus.create(100_000, { filename: 'drop by drop' });
  const raw = await openRaw(Number(new URL(slow.url).port));
  const headers = { Host: 'localhost', Authorization: `Bearer ${slow.token}`, ...VERSION, ...BODY };
  const lines = Object.entries({ ...headers, 'Upload-Offset': 0, 'Content-Length': 100_000 });
  raw.socket.write(`PATCH ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  const drip = setInterval(() => raw.socket.write('x'), 50);
  await raw.ended();
  clearInterval(drip);
  await eventually('what came is durable', async () => {
    const offset = Number((await tus.head(path)).headers.get('upload-offset'));
    return offset > 0 && offset < 1024;
  });
});
