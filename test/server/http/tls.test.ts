import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type SecureVersion, type TLSSocket } from 'node:tls';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startHouse } from '../../support/house.ts';
import { openEdge } from './edge.ts';
import { signInThrough } from './proxied.ts';

const run = promisify(execFile);
const noOpenssl = await run('openssl', ['version']).then(
  () => '',
  () => 'there is no openssl here to make a certificate with',
);
if (noOpenssl) console.warn(`TLS is not tested: ${noOpenssl}`);

let folder: string;
let certFile: string;
let keyFile: string;

async function makeCertificate(name: string) {
  const files = [`${name}.key`, `${name}.crt`].map((file) => join(folder, file)) as [string, string];
  const [key, cert] = files;
  const subject = ['-subj', `/CN=${name}`, '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  await run('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-keyout',
    key,
    '-out',
    cert,
    ...subject,
  ]);
  return { key, cert };
}

beforeAll(async () => {
  if (noOpenssl) return;
  folder = await mkdtemp(join(tmpdir(), 'strongroom-tls-'));
  certFile = join(folder, 'cert.pem');
  keyFile = join(folder, 'key.pem');
});
afterAll(async () => {
  if (folder) await rm(folder, { recursive: true });
});

async function use(name: string) {
  const { key, cert } = await makeCertificate(name);
  await copyFile(key, keyFile);
  await copyFile(cert, certFile);
}

async function openTls(httpPort: number | null = null, certificatePoll = 50) {
  await use('first');
  return openEdge({ options: { tls: { certFile, keyFile, httpPort } }, limits: { certificatePoll } });
}

async function handshake(port: number, version?: SecureVersion): Promise<TLSSocket> {
  const bounds = version ? { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } : {};
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false, ...bounds });
  await once(socket, 'secureConnect');
  return socket;
}

describe.skipIf(noOpenssl !== '')('over TLS', () => {
  test('answers carry HSTS, and the page’s origin is https', async () => {
    const { url, port } = await openTls();
    expect(url).toBe(`https://127.0.0.1:${port}`);
    const ca = await readFile(certFile);
    const [answer] = await once(get(`${url}/healthz`, { ca }), 'response');
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000');
    answer.resume();
  });

  test.each(['TLSv1.2', 'TLSv1.3'] as const)('%s is spoken', async (version) => {
    const { port } = await openTls();
    const socket = await handshake(port, version);
    expect(socket.getProtocol()).toBe(version);
    socket.destroy();
  });

  test.each(['TLSv1', 'TLSv1.1'] as const)('%s is refused', async (version) => {
    const { port } = await openTls();
    await expect(handshake(port, version)).rejects.toThrow(/version|EPROTO|ECONNRESET/i);
  });

  test('a renewed certificate is used without a restart; a broken one is not', async () => {
    const { port, logged } = await openTls();
    const subject = async () => {
      const socket = await handshake(port);
      const name = socket.getPeerCertificate().subject.CN;
      socket.destroy();
      return name;
    };
    expect(await subject()).toBe('first');
    await writeFile(certFile, 'half a certif');
    await expect.poll(() => logged.join()).toContain('cannot be used');
    expect(await subject()).toBe('first');
    await use('second');
    await expect.poll(subject, { timeout: 5000 }).toBe('second');
  });

  test('the two variables are all it takes: the house serves https, with cookies for https alone', async () => {
    await use('first');
    const house = await startHouse({ env: { STRONGROOM_TLS_CERT: certFile, STRONGROOM_TLS_KEY: keyFile } });
    onTestFinished(house.remove);
    const { url: origin, token } = house;
    expect(origin).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const answer = await signInThrough({ origin, token, ca: await readFile(certFile, 'utf8') });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['set-cookie']?.join()).toMatch(/^__Secure-.*; Secure/);
    answer.resume();
    await expect(fetch(origin.replace('https', 'http'))).rejects.toThrow();
  });

  test('a pair that does not fit is an error at the start', async () => {
    await use('first');
    const { key } = await makeCertificate('other');
    await expect(openEdge({ options: { tls: { certFile, keyFile: key, httpPort: null } } })).rejects.toThrow(/key/i);
  });
});

describe.skipIf(noOpenssl !== '')('plain HTTP beside TLS', () => {
  const ask = async (port: number, path: string, headers: Record<string, string>, method = 'GET') => {
    const [answer] = await once(request({ port, host: '127.0.0.1', path, headers, method }).end(), 'response');
    answer.resume();
    return [answer.statusCode, answer.headers.location] as const;
  };

  /** A port that was free a moment ago. */
  const freePort = async () => {
    const { port, close } = await openEdge();
    await close(0);
    return port;
  };

  test('sends GET and HEAD to https and refuses the rest', async () => {
    const httpPort = await freePort();
    const { port } = await openTls(httpPort);
    const host = { Host: `localhost:${httpPort}` };
    expect(await ask(httpPort, '/files?a=1', host)).toEqual([308, `https://localhost:${port}/files?a=1`]);
    expect(await ask(httpPort, '/', host, 'HEAD')).toEqual([308, `https://localhost:${port}/`]);
    expect(await ask(httpPort, '/auth/sign-in/email', host, 'POST')).toEqual([403, undefined]);
    expect(await ask(httpPort, '/', { Host: 'evil.example' })).toEqual([403, undefined]);
    expect(await ask(httpPort, 'http://evil.example/', host)).toEqual([308, `https://localhost:${port}/`]);
  });
});
