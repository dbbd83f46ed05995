import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { ADMIN, startHouse } from '../../support/house.ts';
import { hasProgram } from '../../support/programs.ts';
import { sha256 } from '../../support/transfers.ts';
import {
  BODY,
  downloadThrough,
  end,
  freePort,
  holdsMarker,
  type Proxied,
  through,
  uploadSlowly,
  WAYS,
} from './proxied.ts';

/** The README's Caddy block, to the letter. */
const BLOCK = (() => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  return /Caddy:\n\n```\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
})();

describe.skipIf(!hasProgram('caddy', 'caddy'))('behind Caddy as the README sets it up', () => {
  const open: (() => unknown)[] = [];
  let caddy: Proxied;

  beforeAll(async () => {
    const port = await freePort();
    const origin = `https://localhost:${port}`;
    const house = await startHouse({ env: { STRONGROOM_PUBLIC_URL: origin, STRONGROOM_TRUST_PROXY: '1' } });
    open.push(() => house.remove());
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-caddy-'));
    open.push(() => rmSync(folder, { recursive: true }));
    const block = BLOCK.replace('files.example.org', origin).replace('127.0.0.1:4000', new URL(house.url).host);
    const config = join(folder, 'Caddyfile');
    // Of its own: nothing beyond this folder and this port is touched.
    writeFileSync(
      config,
      `{\n  admin off\n  default_bind 127.0.0.1\n  skip_install_trust\n  auto_https disable_redirects\n}\n${block}`,
    );
    const child = spawn('caddy', ['run', '--config', config], {
      env: { PATH: process.env['PATH'], HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, TMPDIR: folder },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let complained = '';
    child.stderr.on('data', (chunk: Buffer) => {
      complained += chunk.toString();
    });
    open.push(() => end(child));
    const root = join(folder, 'caddy', 'pki', 'authorities', 'local', 'root.crt');
    caddy = { origin, folder, process: child, token: house.token };
    await eventually('Caddy serves', async () => {
      if (child.exitCode !== null) throw new Error(complained);
      try {
        caddy.ca = readFileSync(root, 'utf8');
        return await through(caddy, '/healthz');
      } catch {
        return null;
      }
    });
  });
  afterAll(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });

  test.each(WAYS)('files go through by $way, and no plaintext is spooled to its disk', async ({ send }) => {
    const { spooled, id } = await send(caddy);
    expect(spooled).toBe(false);
    expect(sha256(await downloadThrough(caddy, id))).toBe(sha256(BODY));
    expect(holdsMarker(caddy)).toBe(false);
  });

  test('signing in works, with a cookie for https alone', async () => {
    const headers = { 'Content-Type': 'application/json', Origin: caddy.origin, Authorization: '' };
    const { email, password } = ADMIN;
    const answer = await through(caddy, '/auth/sign-in/email', { method: 'POST', headers }, (write) =>
      write(JSON.stringify({ email, password })),
    );
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['set-cookie']?.join()).toMatch(/^__Secure-.*; Secure/);
  });

  test('what happens elsewhere is told at once', async () => {
    const headers = { 'Content-Type': 'application/json', Accept: 'text/event-stream' };
    const query = 'subscription { activity { kind fileName } }';
    const stream = await through(caddy, '/graphql/stream', { method: 'POST', headers }, (write) =>
      write(JSON.stringify({ query })),
    );
    expect(stream.statusCode).toBe(200);
    const heard = hear(stream);
    await uploadSlowly(caddy);
    await eventually('the upload is told', () => heard().includes('x.bin'), 5_000);
    stream.destroy();
  });
});

/** All that the stream has said so far. */
function hear(stream: IncomingMessage): () => string {
  let said = '';
  stream.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  stream.on('error', () => {});
  return () => said;
}
