import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TransferSlots } from '../../../server/domain/transfer-slots.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { type OpenUpload, openUpload } from '../../support/open-upload.ts';
import { storeInParts } from '../../support/parts.ts';
import { addMember, type Member } from '../../support/people.ts';
import { bytesOf, downloadUrl, upload, uploadRaw } from '../../support/transfers.ts';
import { rawTus } from '../../support/tus.ts';
import { openPatch } from '../../support/tus-parts.ts';

test('places are counted for each user and over all, and come back', () => {
  const slots = new TransferSlots({ perUser: 2, overall: 3 });
  const leave = slots.enter('ann');
  slots.enter('ann');
  expect(() => slots.enter('ann')).toThrow(expect.objectContaining({ code: 'RATE_LIMITED', retryAfter: 2 }));
  slots.enter('bob');
  expect(() => slots.enter('bob')).toThrow(expect.objectContaining({ code: 'UNAVAILABLE', retryAfter: 5 }));
  leave();
  leave();
  expect(slots.running).toBe(2);
  slots.enter('bob');
  expect(slots.running).toBe(3);
});

describe('a transfer that runs holds a place until it ends', () => {
  let house: TestHouse;
  let large: string;
  let bo: Member;
  let cy: Member;
  beforeAll(async () => {
    house = await startHouse({ config: { transfers: { perUser: 2, overall: 3 } } });
    // More than the sockets between a server and a reader that does not read take up.
    const parts = Array.from({ length: 32 }, () => bytesOf(1024 * 1024));
    large = await downloadUrl(house, await storeInParts(house, 1, parts));
    bo = await addMember(house, 'Bo');
    cy = await addMember(house, 'Cy');
  });
  afterAll(() => house.remove());

  const running = () => expect.poll(() => house.rooms.transfers.running);
  const told = ({ status, headers }: { status: number; headers: Headers }) => [status, headers.get('retry-after')];

  async function patch(token = house.token): Promise<Response> {
    const tus = rawTus(house, token);
    return tus.patch(await tus.create(5), 0, bytesOf(5));
  }

  /** A download of which nobody takes anything. */
  async function heldDownload(): Promise<IncomingMessage> {
    const [response] = (await once(get(large, { agent: false }), 'response')) as [IncomingMessage];
    return response.on('error', () => {});
  }

  async function heldForm({ token }: Member): Promise<OpenUpload> {
    const form = openUpload({ url: house.url, token });
    await form.write(bytesOf(10));
    return form;
  }

  test('so that an account at its bound is told so, by 429, until one of them ends, while others are served', async () => {
    const tus = rawTus(house);
    const path = await tus.create(10);
    const held = openPatch(house, path, { offset: 0, announced: 10 });
    held.req.write('01234');
    await running().toBe(1);
    const download = await heldDownload();
    await running().toBe(2);

    expect(told(await patch())).toEqual([429, '2']);
    expect(told(await fetch(large))).toEqual([429, '2']);
    const form = await uploadRaw(house, bytesOf(5));
    expect(told(form)).toEqual([429, '2']);
    expect(form.body.errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfter: 2 });
    expect((await patch(bo.token)).status).toBe(204);

    download.destroy();
    await running().toBe(1);
    expect((await patch()).status).toBe(204);
    held.req.end('56789');
    expect((await held.answered).statusCode).toBe(204);
    await running().toBe(0);
  });

  test('so that a server at its bound tells everyone when to come back, by 503, until one of them ends', async () => {
    const { id } = await upload(house, bytesOf(5), { token: cy.token });
    const small = await downloadUrl(house, id, 'ATTACHMENT', cy.token);
    const held = [await heldForm(bo), await heldForm(bo)];
    const download = await heldDownload();
    await running().toBe(3);

    expect(told(await patch(cy.token))).toEqual([503, '5']);
    expect(told(await fetch(small))).toEqual([503, '5']);
    const form = await uploadRaw(house, bytesOf(5), { token: cy.token });
    expect(told(form)).toEqual([503, '5']);
    expect(form.body.errors?.[0]?.extensions).toEqual({ code: 'UNAVAILABLE', retryAfter: 5 });

    held[0]?.finish();
    expect((await held[0]?.answer)?.data?.uploadFile.size).toBe(10);
    await running().toBe(2);
    expect((await patch(cy.token)).status).toBe(204);
    expect((await fetch(small)).status).toBe(200);
    held[1]?.drop();
    download.destroy();
    await running().toBe(0);
  });
});
