import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientRequest, request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { hasProgram } from '../../support/programs.ts';
import { download, sha256 } from '../../support/transfers.ts';

const MARKER = 'MARKER-3f6d1c9a-patient-file';
const BODY = Buffer.from(`${MARKER} `.repeat(150_000));

/** The `location` of the README's nginx block, to the letter. */
const LOCATION = (() => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  return /```nginx\n[\s\S]*?( {2}location \/ \{[\s\S]*?\n {2}\})\n\}/.exec(readme)?.[1] ?? '';
})();

describe.skipIf(!hasProgram('nginx', 'nginx-light'))('behind nginx', () => {
  const open: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });

  test('as the README sets it up, files go through and no plaintext is spooled to its disk', async () => {
    const { house, folder, nginx } = await start(LOCATION);
    const { spooled, answer } = await uploadSlowly(house, nginx, folder);
    expect(spooled).toBe(false);
    const { bytes } = await download(house, answer.data.uploadFile.id);
    expect(sha256(bytes)).toBe(sha256(BODY));
    expect(holdsMarker(nginx, folder)).toBe(false);
  });

  test('with its own defaults it would spool, and this test would see it', async () => {
    const buffered = LOCATION.split('\n').filter((line) => !/buffering|max_temp_file_size/.test(line));
    const { house, folder, nginx } = await start(buffered.join('\n'));
    const { spooled } = await uploadSlowly(house, nginx, folder);
    expect(spooled).toBe(true);
  });

  async function start(location: string): Promise<{ house: TestHouse; folder: string; nginx: ChildProcess }> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const house = await startHouse({ env: { STRONGROOM_PUBLIC_URL: origin, STRONGROOM_TRUST_PROXY: '1' } });
    open.push(() => house.remove());
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-nginx-'));
    open.push(() => rmSync(folder, { recursive: true }));
    for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, name));
    const config = join(folder, 'nginx.conf');
    writeFileSync(
      config,
      `pid ${folder}/nginx.pid;
       error_log ${folder}/error.log;
       ${process.getuid?.() === 0 ? 'user root;' : ''}
       events {}
       http {
         access_log off;
         client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
         fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
         server {
           listen 127.0.0.1:${port};
           ${location.replace('http://127.0.0.1:4000', house.url).replace('Host $host', 'Host $http_host')}
         }
       }`,
    );
    const nginx = spawn('nginx', ['-p', folder, '-c', config, '-g', 'daemon off;'], { stdio: 'inherit' });
    open.push(() => end(nginx));
    await reachable(port);
    return {
      house: { ...house, url: `http://127.0.0.1:${port}`, graphql: through(origin, house.token) },
      folder,
      nginx,
    };
  }
});

/** Sends the file in two halves with a pause between, and looks meanwhile for what nginx keeps of it. */
async function uploadSlowly(house: TestHouse, nginx: ChildProcess, folder: string) {
  const boundary = 'b0undary';
  const part = (head: string, body: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const query = 'mutation ($file: Upload!) { uploadFile(file: $file) { id } }';
  const head =
    part('name="operations"', JSON.stringify({ query, variables: { file: null } })) +
    part('name="map"', '{"0":["variables.file"]}') +
    `--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="x.bin"\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const { port } = new URL(house.url);
  const sending: ClientRequest = request({
    host: '127.0.0.1',
    port,
    path: '/graphql',
    method: 'POST',
    headers: {
      Host: `localhost:${port}`,
      Authorization: `Bearer ${house.token}`,
      'Apollo-Require-Preflight': 'true',
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': head.length + BODY.length + tail.length,
    },
  });
  const answered = once(sending, 'response');
  sending.write(head);
  sending.write(BODY.subarray(0, BODY.length / 2));
  await sleep(1_000);
  const spooled = holdsMarker(nginx, folder);
  sending.write(BODY.subarray(BODY.length / 2));
  sending.end(tail);
  const [response] = await answered;
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk);
  return { spooled, answer: JSON.parse(Buffer.concat(chunks).toString()) };
}

/** Whether any file of the folder holds it, or one that nginx has open there and has unlinked already. */
function holdsMarker(nginx: ChildProcess, folder: string): boolean {
  const named = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return [...named, ...openFiles(nginx, folder)].some((path) => readFileSync(path).includes(MARKER));
}

function openFiles({ pid }: ChildProcess, folder: string): string[] {
  const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  return workers.flatMap((worker) =>
    readdirSync(`/proc/${worker}/fd`)
      .map((fd) => `/proc/${worker}/fd/${fd}`)
      .filter((path) => readlinkSync(path).startsWith(`${folder}/`)),
  );
}

function through(origin: string, token: string): TestHouse['graphql'] {
  return async (query, variables) => {
    const response = await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, ...((await response.json()) as { data: unknown }) };
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

async function reachable(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const up = await fetch(`http://localhost:${port}/healthz`).then(
      () => true,
      () => false,
    );
    if (up) return;
    await sleep(100);
  }
  throw new Error('nginx did not start');
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGQUIT');
  await once(child, 'exit');
}
