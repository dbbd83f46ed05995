import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { upload } from '../../support/transfers.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await startHouse();
  await upload(house, Buffer.from('x'));
});
afterAll(() => house.remove());

const repeated = (n: number, of: (i: number) => string) => Array.from({ length: n }, (_, i) => of(i)).join(' ');

test.each([
  [
    'deep',
    `{ __type(name: "File") { fields { type { ${'ofType { '.repeat(12)} name ${'}'.repeat(12)} } } } }`,
    'TOO_COMPLEX',
  ],
  ['full of aliases', `{ ${repeated(40, (i) => `a${i}: version`)} }`, 'TOO_COMPLEX'],
  ['long', `{ ${repeated(3_000, () => 'version')} }`, 'BAD_INPUT'],
  [
    'dear',
    `{ ${repeated(14, (i) => `a${i}: files(first: 200) { edges { node { id name owner { id name email } downloadUrl { url } } } }`)} }`,
    'TOO_COMPLEX',
  ],
  ['full of directives', `{ version ${repeated(40, () => '@include(if: true)')} }`, 'TOO_COMPLEX'],
])('a document that is %s is refused', async (_, query, code) => {
  const { errors, status, data } = await house.graphql(query);
  expect(errors?.[0]?.extensions.code).toBe(code);
  expect({ status, data }).toEqual({ status: 400, data: undefined });
});

test('what people ask for is not refused', async () => {
  const query = `{ files(first: 200) { totalCount pageInfo { hasNextPage endCursor } edges { cursor node {
    id name contentType size cipher createdAt expiresAt keyVersion parts storedSize owner { id name email role } downloadUrl { url expiresAt } } } }
    viewer { id name email role twoFactorEnabled } vault { state keyVersions { id state createdAt files } } apiTokens { id name scopes } users { nodes { id name } } }`;
  expect((await house.graphql(query)).errors).toBeUndefined();
});

test('a circle of fragments is refused, not followed', async () => {
  const { errors } = await house.graphql(
    '{ files { ...a } } fragment a on FileConnection { nodes { id } ...b } fragment b on FileConnection { ...a }',
  );
  expect(errors?.[0]?.extensions.code).toMatch(/TOO_COMPLEX|BAD_INPUT/);
});

test('a batch is refused', async () => {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${house.token}` },
    body: JSON.stringify([{ query: '{ version }' }, { query: '{ version }' }]),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
});

test('a GET that a page of another site could send is refused; one that asks first is answered', async () => {
  const ask = (headers: Record<string, string>) =>
    fetch(`${house.url}/graphql?query={viewer{name}}`, {
      headers: { Authorization: `Bearer ${house.token}`, ...headers },
    });
  const simple = await ask({});
  expect(simple.status).toBe(400);
  expect(await simple.json()).toEqual({ errors: [expect.objectContaining({ extensions: { code: 'BAD_INPUT' } })] });
  const asked = await ask({ 'Apollo-Require-Preflight': 'true' });
  expect(asked.status).toBe(200);
  expect(await asked.json()).toMatchObject({ data: { viewer: { name: 'Ada Admin' } } });
});

test('the schema is shown to the signed-in alone', async () => {
  const query = '{ __schema { types { name } } }';
  expect((await house.graphql(query)).data.__schema.types.length).toBeGreaterThan(20);
  for (const hidden of [
    query,
    '{ __type(name: "File") { name } }',
    '{ version ...f } fragment f on Query { __schema { types { name } } }',
  ]) {
    const { errors, data } = await house.graphql(hidden, {}, null);
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(data?.__schema ?? data?.__type ?? null).toBeNull();
  }
});

test.each([
  ['no GraphQL', '{'],
  ['nothing', ''],
  ['an unknown field', '{ flies }'],
  ['a wrong argument', '{ files(first: "ten") { totalCount } }'],
  ['a missing variable', 'query ($id: ID!) { file(id: $id) { id } }'],
  ['two operations without a name', 'query a { version } query b { version }'],
])('%s is BAD_INPUT, without a stack or a hint at other fields', async (_, query) => {
  const { errors } = await house.graphql(query);
  expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_INPUT' });
  expect(JSON.stringify(errors)).not.toMatch(/Did you mean|node_modules|\.ts:|at Object/);
});

test('a fault of ours is INTERNAL under an id that the log repeats, and tells nothing of itself', async () => {
  const { search } = house.rooms;
  search.count = () => {
    throw new TypeError('a secret detail');
  };
  const { errors } = await house.graphql('{ files(search: "x") { totalCount } }');
  expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL' });
  expect(errors?.[0]?.message).not.toContain('secret');
  const [id = 'none'] = /[\da-f]{8}-[\da-f-]{27}/.exec(errors?.[0]?.message ?? '') ?? [];
  expect(house.logged().includes(id)).toBe(true);
});

test('graphql-http’s audits find no error', async () => {
  const results = await auditServer({
    url: `${house.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) => {
      const headers = new Headers(init.headers);
      headers.set('Authorization', `Bearer ${house.token}`);
      if (init.method !== 'POST') headers.set('Apollo-Require-Preflight', 'true');
      return fetch(url, { ...init, headers });
    },
  });
  const findings = results.filter(({ status }) => status === 'error').map(({ name }) => name);
  expect(findings).toEqual([]);
  expect(results.length).toBeGreaterThan(50);
});
