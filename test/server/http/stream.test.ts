import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disableUser } from '../../../server/domain/accounts-changes.ts';
import { revokeApiToken } from '../../../server/domain/api-tokens.ts';
import { shareWithUser, unshareWithUser } from '../../../server/domain/file-sharing.ts';
import { sealVault } from '../../../server/domain/vault-access.ts';
import { type Activity, createStrongroomClient } from '../../../web/client/index.ts';
import { eventually } from '../../support/eventually.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { addMember, type Member } from '../../support/people.ts';
import { makeRequest, uploadTokenOf } from '../../support/requests.ts';
import { makeShare, opened } from '../../support/shares.ts';
import { bytesOf, downloadUrl, upload, uploadRaw } from '../../support/transfers.ts';
import { get } from '../../support/wire.ts';

let house: TestHouse;
let owner: Member;
let reader: Member;
let stranger: Member;
beforeAll(async () => {
  house = await startHouse({ limits: { streamCheck: 200 } });
  owner = await addMember(house, 'Olga Owner');
  reader = await addMember(house, 'Rita Reader');
  stranger = await addMember(house, 'Stan Stranger');
});
afterAll(() => house.remove());

const SUBSCRIPTION = 'subscription { activity { kind fileId fileName } }';

function post(token: string | null, query: string, headers: Record<string, string> = {}, signal?: AbortSignal) {
  return fetch(`${house.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'text/event-stream',
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: JSON.stringify({ query }),
    ...(signal ? { signal } : {}),
  });
}

/** What someone sees, until the test ends it. */
async function look(token: string) {
  const stop = new AbortController();
  const seen: Activity[] = [];
  const client = createStrongroomClient({ url: house.url, token });
  let open = 0;
  const done = (async () => {
    for await (const activity of client.activity({ signal: stop.signal, onConnect: () => void (open += 1) }))
      seen.push(activity);
  })().catch((error: unknown) => error);
  await eventually('the stream stands', () => open > 0);
  // The stream stands a moment before the subscription does.
  await sleep(50);
  return { seen, done, opened: () => open, stop: () => stop.abort(new Error('enough')) };
}

async function shared(): Promise<string> {
  const { id } = await upload(house, bytesOf(10), { name: 'plan.txt', token: owner.token });
  await shareWithUser(house.rooms, owner.principal, { fileId: id, userId: reader.id, role: 'VIEWER' });
  return id;
}

describe('live updates', () => {
  test('tell the owner and those it is shared with, and nobody else', async () => {
    const [mine, theirs, others] = [await look(owner.token), await look(reader.token), await look(stranger.token)];
    const id = await shared();
    await eventually(
      'the share is told',
      () => theirs.seen.length === 1 && mine.seen.some(({ kind }) => kind === 'CHANGED'),
    );
    expect(theirs.seen[0]).toMatchObject({ kind: 'SHARED', fileId: id, fileName: 'plan.txt' });
    await unshareWithUser(house.rooms, owner.principal, { fileId: id, userId: reader.id });
    await eventually('its end is told', () => theirs.seen.length === 2);
    expect(theirs.seen[1]).toMatchObject({ kind: 'SHARED', fileId: id, fileName: null });
    expect(others.seen).toEqual([]);
    for (const stream of [mine, theirs, others]) stream.stop();
    expect(await mine.done).toMatchObject({ message: 'enough' });
  });

  test('tell of own uploads, of downloads by others and by links, and of what comes by a request', async () => {
    const id = await shared();
    const link = await makeShare(house, { fileIds: [id] }, owner.token);
    const request = await makeRequest(house, {}, owner.token);
    const mine = await look(owner.token);
    /** What is told of that work, which is so much; that a link or request changed by it is left out. */
    async function told(work: () => Promise<unknown>, much = 1) {
      const before = mine.seen.length;
      await work();
      const news = () => mine.seen.slice(before).filter(({ kind }) => kind !== 'CHANGED');
      await eventually('it is told', () => news().length >= much);
      return news();
    }
    const own = await told(() => upload(house, bytesOf(10), { name: 'mine.txt', token: owner.token }));
    expect(own).toMatchObject([{ kind: 'UPLOADED', fileName: 'mine.txt', shareId: null, requestId: null }]);
    // What the owner downloads is no news to them.
    const byOthers = await told(async () => {
      await get(await downloadUrl(house, id, 'ATTACHMENT', owner.token));
      await get(await downloadUrl(house, id, 'ATTACHMENT', reader.token));
    });
    expect(byOthers).toMatchObject([{ kind: 'DOWNLOADED', fileId: id, fileName: 'plan.txt', shareId: null }]);
    // That the grant is spent, and the bytes.
    const byLink = await told(async () => get((await opened(house, link.token)).first), 2);
    const one = { kind: 'DOWNLOADED', fileId: id, shareId: link.id, requestId: null };
    expect(byLink).toMatchObject([one, one]);
    const token = await uploadTokenOf(house, request);
    const arrived = await told(() => uploadRaw(house, bytesOf(10), { name: 'sent.txt', token }));
    expect(arrived).toMatchObject([{ kind: 'ARRIVED', fileName: 'sent.txt', shareId: null, requestId: request.id }]);
    mine.stop();
  });

  test.each([
    [
      'when the token is revoked',
      async (member: Member) => {
        const tokens = await house.rooms.catalog
          .selectFrom('api_tokens')
          .select('id')
          .where('user_id', '=', member.id)
          .execute();
        for (const { id } of tokens) await revokeApiToken(house.rooms, member.principal, id);
      },
    ],
    ['when the account is disabled', (member: Member) => disableUser(house.rooms, house.admin, member.id)],
  ])('end %s', async (what, end) => {
    const member = await addMember(house, `Mo ${what}`);
    const stream = await look(member.token);
    await end(member);
    expect(await stream.done).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('are eight for one account at most', async () => {
    const member = await addMember(house, 'Many Streams');
    const streams = await Promise.all(Array.from({ length: 8 }, () => look(member.token)));
    const stop = new AbortController();
    const ninth = await post(member.token, SUBSCRIPTION, {}, stop.signal);
    expect(await ninth.text()).toContain('RATE_LIMITED');
    for (const stream of streams) stream.stop();
    await Promise.all(streams.map(({ done }) => done));
    await sleep(100);
    (await look(member.token)).stop();
  });

  test('begin again after the connection broke', async () => {
    const { port } = new URL(house.url);
    const through: { destroy(): void }[] = [];
    const { createServer } = await import('node:net');
    const proxy = createServer((socket) => {
      const up = connect(Number(port), '127.0.0.1');
      through.push(socket);
      socket
        .on('error', () => {})
        .on('data', (data) => up.write(data))
        .on('close', () => up.destroy());
      up.on('error', () => {})
        .on('data', (data) => socket.write(data))
        .on('close', () => socket.destroy());
    }).listen(0, '127.0.0.1');
    await eventually('it listens', () => proxy.address());
    const url = `http://127.0.0.1:${(proxy.address() as { port: number }).port}`;
    const stop = new AbortController();
    let open = 0;
    const client = createStrongroomClient({ url, token: owner.token });
    const done = (async () => {
      for await (const _ of client.activity({ signal: stop.signal, onConnect: () => void (open += 1) }));
    })().catch(() => {});
    await eventually('it stands', () => open === 1);
    for (const socket of through) socket.destroy();
    await eventually('it stands again', () => open === 2);
    stop.abort();
    await done;
    proxy.close();
  });
});

describe('the stream’s door', () => {
  test.each([
    ['a query', '{ version }'],
    ['a mutation', 'mutation { signOutEverywhere }'],
    ['a field that is none', 'subscription { activity { nothing } }'],
    ['no document', 'subscription {'],
  ])('refuses %s', async (_, query) => {
    const response = await post(owner.token, query);
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as any;
    expect(errors[0].extensions.code).toBe('BAD_INPUT');
    expect(errors[0].message).not.toContain('Did you mean');
  });

  test('holds the limits of documents', async () => {
    const aliases = Array.from({ length: 20 }, (_, i) => `a${i}: fileId`).join(' ');
    const response = await post(owner.token, `subscription { activity { ${aliases} } }`);
    expect(await response.text()).toContain('TOO_COMPLEX');
  });

  test.each([
    ['nobody', () => null, {}, 401],
    ['a token without READ', () => owner.tokenWith(['WRITE']), {}, 403],
    ['a foreign page', () => owner.token, { Origin: 'https://evil.example' }, 403],
    ['another Host', () => owner.token, { Accept: 'application/json' }, 406],
  ])('refuses %s', async (_, token, headers, status) => {
    expect((await post(await token(), SUBSCRIPTION, headers as Record<string, string>)).status).toBe(status);
  });

  test('takes POST alone, and reserves no stream', async () => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const headers = { Authorization: `Bearer ${owner.token}`, Accept: 'text/event-stream' };
      expect((await fetch(`${house.url}/graphql/stream`, { method, headers })).status).toBe(405);
    }
  });

  test('says that nothing on the way may hold it back', async () => {
    const stop = new AbortController();
    const { headers } = await post(owner.token, SUBSCRIPTION, {}, stop.signal);
    expect(headers.get('x-accel-buffering')).toBe('no');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toContain('text/event-stream');
    stop.abort();
  });

  test('ends with VAULT_SEALED when the vault is sealed, and is shut then', async () => {
    const other = await startHouse();
    const client = createStrongroomClient({ url: other.url, token: other.token });
    let open = 0;
    const done = (async () => {
      for await (const _ of client.activity({ onConnect: () => void (open += 1) }));
    })().catch((error: unknown) => error);
    await eventually('it stands', () => open === 1);
    await sleep(50);
    await sealVault(other.rooms, other.admin);
    expect(await done).toMatchObject({ code: 'VAULT_SEALED' });
    const again = (async () => {
      for await (const _ of client.activity());
    })().catch((error: unknown) => error);
    expect(await again).toMatchObject({ code: 'VAULT_SEALED' });
    await other.remove();
  });

  test('does not hold up the end of the server', async () => {
    const other = await startHouse();
    const stop = new AbortController();
    let open = 0;
    const done = (async () => {
      const client = createStrongroomClient({ url: other.url, token: other.token });
      for await (const _ of client.activity({ signal: stop.signal, onConnect: () => void (open += 1) }));
    })().catch(() => {});
    await eventually('it stands', () => open === 1);
    const began = performance.now();
    await other.close(20_000);
    expect(performance.now() - began).toBeLessThan(10_000);
    stop.abort();
    await done;
  });
});
