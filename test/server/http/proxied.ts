import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { type IncomingMessage, type RequestOptions, request as requestPlainly } from 'node:http';
import { request as requestSecurely } from 'node:https';
import { createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { BODY as BODY_TYPE, encodeMetadata, VERSION } from '../../support/tus.ts';

export const MARKER = 'MARKER-3f6d1c9a-patient-file';
export const BODY = Buffer.from(`${MARKER} `.repeat(150_000));

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

/** Sends a request through the proxy; what `send` writes is its body. */
export async function through(
  { origin, token, ca }: Proxied,
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

/** Sends the file in two halves with a pause between, and looks meanwhile for what the proxy keeps of it. */
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
    spooled = await writeSlowly(proxied, write);
    write(tail);
  });
  return { spooled, id: JSON.parse((await buffer(answer)).toString()).data.uploadFile.id };
}

/** The same by a PATCH of a tus upload. */
export async function patchSlowly(proxied: Proxied): Promise<{ spooled: boolean; id: string }> {
  const created = await through(proxied, '/uploads', {
    method: 'POST',
    headers: {
      ...VERSION,
      'Upload-Length': String(BODY.length),
      'Upload-Metadata': encodeMetadata({ filename: 'x.bin' }),
    },
  });
  const path = created.resume().headers.location ?? '';
  const headers = { ...VERSION, ...BODY_TYPE, 'Upload-Offset': '0', 'Content-Length': String(BODY.length) };
  let spooled = false;
  const answer = await through(proxied, path, { method: 'PATCH', headers }, async (write) => {
    spooled = await writeSlowly(proxied, write);
  });
  return { spooled, id: String(answer.resume().headers['strongroom-file-id']) };
}

async function writeSlowly(proxied: Proxied, write: (bytes: Uint8Array) => void): Promise<boolean> {
  write(BODY.subarray(0, BODY.length / 2));
  await sleep(1_000);
  const spooled = holdsMarker(proxied);
  write(BODY.subarray(BODY.length / 2));
  return spooled;
}

/** Ways for a file to come. */
export const WAYS = [
  { way: 'a form', send: uploadSlowly },
  { way: 'tus', send: patchSlowly },
];

/** The whole file, by its signed address. */
export async function downloadThrough(proxied: Proxied, id: string): Promise<Buffer> {
  const { data } = await ask(proxied, 'query ($id: ID!) { downloadUrl(fileId: $id) { url } }', { id });
  return buffer(await through(proxied, data.downloadUrl.url));
}

/** Whether any file of the folder holds it, or one that the proxy has open there and has unlinked already. */
export function holdsMarker({ process, folder }: Pick<Proxied, 'process' | 'folder'>): boolean {
  const named = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  return [...named, ...openFiles(process, folder)].some((path) => readFileSync(path).includes(MARKER));
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
