import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type ClientRequest, type IncomingMessage, type RequestOptions, request } from 'node:http';
import { connect } from 'node:net';
import type { Server } from './processes.ts';

type Address = Pick<Server, 'url' | 'token'>;
export type Cipher = 'AES_256_GCM' | 'AES_256_CBC_HMAC';

const agent = new Agent({ keepAlive: true });
const MIB = 1024 * 1024;
/** Made once, sent over and over: what is timed is the server, and nothing compresses. */
const CONTENT = randomBytes(16 * MIB);
const UPLOAD =
  'mutation ($file: Upload!, $input: UploadFileInput) { uploadFile(file: $file, input: $input) { id size } }';

/** Stores `size` bytes by `uploadFile`, multipart by hand; gives the file's id. */
export async function upload(to: Address, size: number, cipher: Cipher = 'AES_256_GCM'): Promise<string> {
  const boundary = '----WebKitFormBoundaryA1b2C3d4E5f6G7h8';
  const field = (name: string, text: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`;
  const head = Buffer.from(
    field('operations', JSON.stringify({ query: UPLOAD, variables: { file: null, input: { cipher } } })) +
      field('map', '{"0":["variables.file"]}') +
      `--${boundary}\r\nContent-Disposition: form-data; name="0"; filename="bench.bin"\r\n` +
      'Content-Type: application/octet-stream\r\n\r\n',
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const headers = {
    'Content-Type': `multipart/form-data; boundary=${boundary}`,
    'Content-Length': head.length + size + tail.length,
    'Apollo-Require-Preflight': 'true',
  };
  const answer = await send(to, 'POST', '/graphql', headers, [head, size, tail]);
  const stored = JSON.parse(answer.text).data?.uploadFile;
  if (stored?.size !== size) throw new Error(`an upload failed: ${answer.status} ${answer.text}`);
  return stored.id;
}

/** Stores `size` bytes by tus: one POST, one PATCH with the raw body. */
export async function uploadByTus(to: Address, size: number): Promise<string> {
  const tus = { 'Tus-Resumable': '1.0.0' };
  const metadata = `filename ${Buffer.from('bench.bin').toString('base64')}`;
  const length = { 'Upload-Length': size, 'Upload-Metadata': metadata, 'Content-Length': 0 };
  const created = await send(to, 'POST', '/uploads', { ...tus, ...length }, []);
  const path = new URL(created.headers.location ?? '', to.url).pathname;
  const body = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': 0, 'Content-Length': size };
  const done = await send(to, 'PATCH', path, { ...tus, ...body }, [size]);
  if (done.status !== 204) throw new Error(`a tus upload failed: ${done.status} ${done.text}`);
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Stores `size` bytes in the way of either program, in one request; gives the file's id. */
export async function store(to: Address, size: number): Promise<string> {
  if (!isPlain(to)) return upload(to, size);
  const id = randomUUID();
  await send(to, 'PUT', `/${id}`, { 'Content-Length': size }, [size]);
  return id;
}

/** An address to download the file from, for as long as any bench runs. */
export async function addressOf(from: Address, id: string): Promise<string> {
  if (isPlain(from)) return `${from.url}/${id}`;
  const query = 'query ($id: ID!) { downloadUrl(fileId: $id, expiresIn: 86400) { url } }';
  return (await graphql(from, query, { id })).downloadUrl.url;
}

export async function remove(from: Address, id: string): Promise<void> {
  if (isPlain(from)) await send(from, 'DELETE', `/${id}`, {}, []);
  else await graphql(from, 'mutation ($id: ID!) { deleteFile(id: $id) }', { id });
}

/** The plain server knows nobody. */
const isPlain = ({ token }: Address) => token === '';

/** What every download is read into. */
const SINK = Buffer.allocUnsafe(MIB);
const HEAD_END = '\r\n\r\n';

/**
 * Reads an answer to its end and throws it away, on a connection of its own; gives how many milliseconds its first byte
 * took. By node:http each piece would be new memory, whose cost differs from run to run and hides the server's.
 */
export function download(url: string, length: number, headers: Record<string, string> = {}): Promise<number> {
  const { hostname, port, host, pathname, search } = new URL(url);
  const fields = Object.entries({ Host: host, Connection: 'close', ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const began = performance.now();
  let head = '';
  let first = 0;
  let left = length;
  const take = (bytes: number) => {
    let begin = 0;
    if (!head.endsWith(HEAD_END)) {
      const before = head.length;
      const [came = '', ...body] = (head + SINK.toString('latin1', 0, bytes)).split(HEAD_END);
      head = body.length > 0 ? came + HEAD_END : came;
      begin = head.length - before;
    }
    if (begin < bytes) first ||= performance.now() - began;
    left -= bytes - begin;
    return true;
  };
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), onread: { buffer: SINK, callback: take } });
    socket.once('error', reject);
    socket.once('close', () => {
      if (left === 0) resolve(first);
      else reject(new Error(`a download of ${length} bytes gave ${length - left} (${head.split('\r\n', 1)[0]})`));
    });
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${fields.join('\r\n')}${HEAD_END}`);
  });
}

// GraphQL answers have any shape.
export async function graphql(to: Address, query: string, variables: object = {}): Promise<any> {
  const body = Buffer.from(JSON.stringify({ query, variables }));
  const headers = { 'Content-Type': 'application/json', 'Content-Length': body.length };
  const { data, errors } = JSON.parse((await send(to, 'POST', '/graphql', headers, [body])).text);
  if (errors) throw new Error(`a query failed: ${JSON.stringify(errors)}`);
  return data;
}

/** Signs in and makes a token with all rights over one's files. */
export async function newToken(url: string, { email, password }: { email: string; password: string }): Promise<string> {
  const headers = { 'Content-Type': 'application/json', Origin: url };
  const signedIn = await fetch(`${url}/auth/sign-in/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email, password }),
  });
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';', 1)[0]);
  const query = 'mutation { createApiToken(input: { name: "bench", scopes: [READ, WRITE] }) { token } }';
  const made = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...headers, Cookie: cookie.join('; ') },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await made.json()) as any; // its shape is the query's
  if (!data) throw new Error(`no token: ${JSON.stringify(errors)}`);
  return data.createApiToken.token;
}

/** One request; a number in `body` stands for so many bytes of CONTENT. */
async function send(
  { url, token }: Address,
  method: string,
  path: string,
  headers: RequestOptions['headers'],
  body: (Buffer | number)[],
): Promise<{ status: number; headers: IncomingMessage['headers']; text: string }> {
  const authorization = token === '' ? {} : { Authorization: `Bearer ${token}` };
  const req = request(url + path, { method, agent, headers: { ...headers, ...authorization } });
  const answer = answerOf(req);
  answer.catch(() => {});
  for (const piece of body) {
    if (typeof piece === 'number') await sendContent(req, piece);
    else req.write(piece);
  }
  req.end();
  const res = await answer;
  const chunks: Buffer[] = [];
  for await (const chunk of res as AsyncIterable<Buffer>) chunks.push(chunk);
  return { status: res.statusCode ?? 0, headers: res.headers, text: Buffer.concat(chunks).toString() };
}

async function sendContent(req: ClientRequest, size: number): Promise<void> {
  for (let sent = 0; sent < size; sent += MIB) {
    const at = sent % CONTENT.length;
    if (!req.write(CONTENT.subarray(at, at + Math.min(MIB, size - sent)))) await once(req, 'drain');
  }
}

async function answerOf(req: ClientRequest): Promise<IncomingMessage> {
  const [res] = (await once(req, 'response')) as [IncomingMessage];
  return res;
}
