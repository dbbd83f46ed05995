import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Edge, startEdge } from './edge.ts';

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge();
});
afterAll(() => edge.end());

test('the playground comes whole from here: every address in its page is its own and is served', async () => {
  const answer = await fetch(`${edge.url}/playground/`);
  expect(answer.status).toBe(200);
  const html = await answer.text();
  expect(html).not.toMatch(/https?:\/\//);
  expect(html).not.toMatch(/<script(?![^>]*src=)/);
  const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
  expect(addresses.length).toBeGreaterThan(8);
  for (const address of addresses) {
    const asset = await fetch(new URL(address, `${edge.url}/playground/`));
    expect([address, asset.status]).toEqual([address, 200]);
    expect(asset.headers.get('content-type')).not.toContain('json');
  }
});

test('it asks our /graphql, with the header that uploads need', async () => {
  const script = await (await fetch(`${edge.url}/playground/init.js`)).text();
  expect(script).toContain('AltairGraphQL.init(');
  expect(script).toContain('/graphql');
  expect(script).toContain('Apollo-Require-Preflight');
});

test('inline styles are allowed there, and nothing from or to anywhere else', async () => {
  for (const path of ['/playground/', '/playground/main.js']) {
    const policy = (await fetch(edge.url + path)).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("style-src 'self' 'unsafe-inline'");
    expect(policy).toContain("connect-src 'self';");
    expect(policy).not.toMatch(/https?:|\*|unsafe-eval/);
  }
});

test('without its slash it is redirected, what is not there is 404', async () => {
  const answer = await fetch(`${edge.url}/playground`, { redirect: 'manual' });
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '/playground/']);
  expect((await fetch(`${edge.url}/playground/none.js`)).status).toBe(404);
});
