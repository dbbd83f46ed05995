import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { type IncomingMessage, type RequestOptions, request as requestPlainly } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { ADMIN } from '../../support/house.ts';
import { encodeMetadata, idOf, BODY as PATCHED, VERSION } from '../../support/tus.ts';

export const MARKER = 'MARKER-3f6d1c9a-patient-file';
/** 34 MB: more than the sockets on its way hold. */
export const BODY = Buffer.from(`${MARKER} `.repeat(1_200_000));

/** A proxy at work in front of a house. */
export interface Proxied {
  /** As a browser names it. */
  origin: string;
  /** What it keeps is in here. */
  folder: string;
  process: ChildProcess;
  token: string;
  /** PEM, where the proxy has a certificate of its own making. */
  ca?: string;
}

/** Sends a request through the proxy, or to a server by itself; what `send` writes is its body. */
export async function through(
  { origin, token, ca }: Pick<Proxied, 'origin' | 'token' | 'ca'>,
  path: string,
  { headers, ...options }: RequestOptions = {},
  send?: (write: (bytes: string | Uint8Array) => void) => Promise<void> | void,
): Promise<IncomingMessage> {
  const url = new URL(path, origin);
  const all = { Authorization: `Bearer ${token}`, ...(headers as Record<string, string>) };
  const request = ca === undefined ? requestPlainly : requestSecurely;
  const sending = request(url, { agent: false, ...options, headers: all, ...(ca && { ca }) });
  const answered = once(sending, 'response');
  await send?.((bytes) => void sending.write(bytes));
  sending.end();
  const [response] = (await answered) as [IncomingMessage];
  return response;
}

/** Asks a question of the API through the proxy. */
export async function ask(proxied: Proxied, query: string, variables: object): Promise<any> {
  const options = { method: 'POST', headers: { 'Content-Type': 'application/json' } };
  const answer = await through(proxied, '/graphql', options, (write) => write(JSON.stringify({ query, variables })));
  return JSON.parse((await buffer(answer)).toString());
}

/** Sends the file as a form, slowly, and looks meanwhile for what the proxy keeps of it. */
export async function uploadSlowly(proxied: Proxied): Promise<{ spooled: boolean; id: string }> {
  const boundary = 'b0undary';
  const part = (head: string, body: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const query = 'mutation ($file: Upload!) { uploadFile(file: $file) { id } }';
  const head =
    part('name="operations"', JSON.stringify({ query, variables: { file: null } })) +
    part('name="map"', '{"0":["variables.file"]}') +
    `--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="x.bin"\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const headers = {
    'Apollo-Require-Preflight': 'true',
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
    'Content-Length': String(head.length + BODY.length + tail.length),
  };
  let spooled = false;
  const answer = await through(proxied, '/graphql', { method: 'POST', headers }, async (write) => {
    write(head);
    for (const piece of pieces()) {
      write(piece);
      spooled = (await look(proxied)) || spooled;
    }
    write(tail);
  });
  return { spooled, id: JSON.parse((await buffer(answer)).toString()).data.uploadFile.id };
}

/** The same by tus: one PATCH. */
export async function patchSlowly(proxied: Proxied): Promise<{ spooled: boolean; id: string }> {
  const upload = { 'Upload-Length': String(BODY.length), 'Upload-Metadata': encodeMetadata({ filename: 'x.bin' }) };
  const created = await through(proxied, '/uploads', { method: 'POST', headers: { ...VERSION, ...upload } });
  created.resume();
  const path = created.headers.location ?? 'none';
  const headers = { ...VERSION, ...PATCHED, 'Upload-Offset': '0', 'Content-Length': String(BODY.length) };
  let spooled = false;
  const answer = await through(proxied, path, { method: 'PATCH', headers }, async (write) => {
    for (const piece of pieces()) {
      write(piece);
      spooled = (await look(proxied)) || spooled;
    }
  });
  if (answer.statusCode !== 204) throw new Error(`a PATCH was answered ${answer.statusCode}`);
  return { spooled, id: idOf(path) };
}

/** Reads the file slowly by its signed address, and looks meanwhile for what the proxy keeps of it. */
export async function downloadSlowly(proxied: Proxied, id: string): Promise<{ spooled: boolean; bytes: Buffer }> {
  const { data } = await ask(proxied, 'query ($id: ID!) { downloadUrl(fileId: $id) { url } }', { id });
  const chunks: Buffer[] = [];
  let received = 0;
  let looks = 0;
  let spooled = false;
  for await (const chunk of (await through(proxied, data.downloadUrl.url)) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    received += chunk.length;
    if (received < looks * PIECE) continue;
    looks += 1;
    spooled = (await look(proxied)) || spooled;
  }
  return { spooled, bytes: Buffer.concat(chunks) };
}

const PIECE = 2 ** 21;
/** Milliseconds: in that time a proxy takes, and spools, many times a piece. */
const PAUSE = 25;

function* pieces(): Generator<Buffer> {
  for (let at = 0; at < BODY.length; at += PIECE) yield BODY.subarray(at, at + PIECE);
}

async function look(proxied: Proxied): Promise<boolean> {
  await sleep(PAUSE);
  return holdsMarker(proxied);
}

/** The answer to the administrator's sign-in, as the page of that origin sends it. */
export async function signInThrough(proxied: Pick<Proxied, 'origin' | 'token' | 'ca'>): Promise<IncomingMessage> {
  const headers = { 'Content-Type': 'application/json', Origin: proxied.origin, Authorization: '' };
  const { email, password } = ADMIN;
  return through(proxied, '/auth/sign-in/email', { method: 'POST', headers }, (write) =>
    write(JSON.stringify({ email, password })),
  );
}

/** Whether any file of the folder holds it, or one that the proxy has open there and has unlinked already. */
export function holdsMarker({ process, folder }: Pick<Proxied, 'process' | 'folder'>): boolean {
  const named = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  return [...named, ...openFiles(process, folder)].some((path) => contentsOf(path).includes(MARKER));
}

function contentsOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    // Gone since it was listed.
    return Buffer.alloc(0);
  }
}

/** Files in the folder that the process or a child of it has open. */
function openFiles({ pid }: ChildProcess, folder: string): string[] {
  const workers = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  return [String(pid), ...workers].flatMap((worker) =>
    readdirSync(`/proc/${worker}/fd`)
      .map((fd) => `/proc/${worker}/fd/${fd}`)
      .filter((path) => linkOf(path).startsWith(`${folder}/`)),
  );
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    // Closed since it was listed.
    return '';
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** Asks the proxy to end, and waits until it has. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGQUIT');
  await once(child, 'exit');
}
