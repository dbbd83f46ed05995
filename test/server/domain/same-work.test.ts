import type { KyselyPlugin } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { requestShareCode } from '../../../server/domain/share-codes.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { makeRequest } from '../../support/requests.ts';
import { askOpenly, makeShare, revokeShare } from '../../support/shares.ts';
import { bytesOf, upload } from '../../support/transfers.ts';

/** What was done, in its order: statements without their values, and derivations out of passwords. */
let work: string[];

let house: TestHouse;
const ended: Record<string, string> = {};
let asking: string;
beforeAll(async () => {
  // Nothing is ever sent: what needs mail is only offered.
  const mail = { STRONGROOM_SMTP_URL: 'smtp://127.0.0.1:9', STRONGROOM_MAIL_FROM: 'files@example.org' };
  house = await startHouse({ env: { STRONGROOM_TRUST_PROXY: '1', ...mail } });
  const { id } = await upload(house, bytesOf(10));
  const share = await makeShare(house, { fileIds: [id], password: 'a password of it' });
  await revokeShare(house, share.id);
  const request = await makeRequest(house, { password: 'a password of it' });
  await house.graphql('mutation ($id: ID!) { closeFileRequest(id: $id) }', { id: request.id });
  Object.assign(ended, { share: share.token, request: request.token });
  asking = (await makeShare(house, { fileIds: [id], recipients: ['ann@example.org'], requireCode: true })).token;
  watchCatalog(house);
});
afterAll(() => house.remove());
beforeEach(() => {
  work = [];
  vi.spyOn(house.rooms.derivations, 'take');
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Has every statement from now on noted. */
function watchCatalog({ rooms }: TestHouse): void {
  const plain = rooms.catalog;
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      work.push(plain.getExecutor().compileQuery(node, queryId).sql);
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  rooms.catalog = plain.withPlugin(plugin);
}

const NEVER = 'A'.repeat(43);

/** What is done for this token, and what is answered. */
async function asked(document: string, variables: { token: string; password?: string }) {
  work = [];
  vi.mocked(house.rooms.derivations.take).mockClear();
  const { status, data, errors } = await askOpenly(house, document, variables);
  const derivations = vi.mocked(house.rooms.derivations.take).mock.calls.length;
  return { answer: { status, data, errors }, work: [...work], derivations };
}

describe('the same work is done, and the same said, of a token that ended and of one that never was', () => {
  test.each([
    ['shareInfo', 'share', 'query ($token: String!) { shareInfo(token: $token) { kind } }', 0],
    [
      'openShare',
      'share',
      'mutation ($token: String!, $password: String) { openShare(token: $token, password: $password) { zipUrl } }',
      1,
    ],
    ['fileRequestInfo', 'request', 'query ($token: String!) { fileRequestInfo(token: $token) { owner } }', 0],
    [
      'openFileRequest',
      'request',
      'mutation ($token: String!, $password: String) { openFileRequest(token: $token, password: $password) { title } }',
      1,
    ],
  ])('by %s', async (_, kind, document, derivations) => {
    for (const password of [undefined, 'a password of it'].slice(0, 1 + derivations)) {
      const given = password === undefined ? {} : { password };
      const [gone, never] = [
        await asked(document, { token: ended[kind] ?? '', ...given }),
        await asked(document, { token: NEVER, ...given }),
      ];
      expect(gone.answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
      expect(gone.work).not.toEqual([]);
      expect(gone.derivations).toBe(password === undefined ? 0 : 1);
      expect(gone).toEqual(never);
    }
  });
});

test('whoever asks for a code of whatever is answered before anything is looked at', () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  for (const [token, email] of [
    [asking, 'ann@example.org'],
    [asking, 'eve@example.org'],
    [NEVER, 'ann@example.org'],
  ] as const) {
    const before = vi.getTimerCount();
    expect(requestShareCode(house.rooms, token, email)).toBe(true);
    expect(work).toEqual([]);
    expect(vi.getTimerCount()).toBe(before + 1);
  }
});
