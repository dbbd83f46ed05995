import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Edge, openEdge, startEdge } from './edge.ts';

let edge: Edge;
let locals: Record<string, unknown> = {};
beforeAll(async () => {
  edge = await startEdge({
    graphql: (req, res) => {
      locals = { ...res.locals };
      res.json({ method: req.method, body: req.body as unknown });
    },
  });
});
afterAll(() => edge.end());

const post = (body: BodyInit, headers: Record<string, string>) =>
  fetch(`${edge.url}/graphql`, { method: 'POST', body, headers });
const json = { 'Content-Type': 'application/json' };

test('hands on the operation, the caller and a signal that lives', async () => {
  const answer = await post('{"query":"{a}"}', { ...json, Authorization: 'Bearer READ' });
  expect(await answer.json()).toEqual({ method: 'POST', body: { query: '{a}' } });
  expect(locals).toMatchObject({ principal: { userId: 'u1' }, address: '127.0.0.1' });
  expect((locals['signal'] as AbortSignal).aborted).toBe(false);
  expect(answer.headers.get('cache-control')).toBe('no-store');
});

test('the signal aborts when the caller goes', async () => {
  let signal: AbortSignal | undefined;
  const { url } = await openEdge({
    graphql: (_req, res) => {
      signal = res.locals['signal'] as AbortSignal;
    },
  });
  const stop = new AbortController();
  const asked = fetch(`${url}/graphql`, { method: 'POST', body: '{}', headers: json, signal: stop.signal });
  await expect.poll(() => signal).toBeDefined();
  stop.abort();
  await expect(asked).rejects.toThrow();
  await expect.poll(() => signal?.aborted).toBe(true);
});

test('GET is left to Apollo, an empty body too', async () => {
  expect(await (await fetch(`${edge.url}/graphql?query={a}`)).json()).toEqual({ method: 'GET', body: {} });
  expect(await (await post('', json)).json()).toEqual({ method: 'POST', body: {} });
});

describe('refused as JSON', () => {
  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['application/jsonx', 415],
    ['application/json; charset=latin1', 415],
  ])('the content type %s', async (type, status) => {
    const answer = await post('{"query":"{a}"}', { 'Content-Type': type });
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
  });

  test.each([
    ['{', 400],
    ['"text"', 400],
    [`{"query":"${'a'.repeat(256 * 1024)}"}`, 413],
  ])('a body that is no JSON object or too large (%#)', async (body, status) => {
    const answer = await post(body, json);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
  });

  test('a compressed body', async () => {
    expect((await post('{}', { ...json, 'Content-Encoding': 'gzip' })).status).toBe(415);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('the method %s', async (method) => {
    const answer = await fetch(`${edge.url}/graphql`, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  test('an address below it', async () => {
    expect((await fetch(`${edge.url}/graphql/elsewhere`)).status).toBe(404);
  });
});

test('someone signed out is counted by address, and told when to come again', async () => {
  const { url } = await openEdge();
  const ask = () => fetch(`${url}/graphql?query={a}`);
  for (let i = 0; i < 600; i += 50) await Promise.all(Array.from({ length: 50 }, ask));
  const answer = await ask();
  expect(answer.status).toBe(429);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  const headers = { Authorization: 'Bearer READ' };
  expect((await fetch(`${url}/graphql?query={a}`, { headers })).status).toBe(200);
});

test('behind a trusted proxy the count is by the address that it names', async () => {
  const { url } = await openEdge({
    options: { trustProxy: 1 },
    graphql: (_req, res) => void res.json(res.locals['address']),
  });
  const ask = (forwarded: string) => fetch(`${url}/graphql`, { headers: { 'X-Forwarded-For': forwarded } });
  expect(await (await ask('203.0.113.9, 198.51.100.7')).json()).toBe('198.51.100.7');
  expect(
    await (await fetch(`${edge.url}/graphql`, { headers: { 'X-Forwarded-For': '198.51.100.7' } })).json(),
  ).toBeTruthy();
  expect(locals['address']).toBe('127.0.0.1');
});
