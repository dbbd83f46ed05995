import { once } from 'node:events';
import { connect } from 'node:net';
import { Dice, mutate } from './mutation.ts';

const FORM = [
  '--b\r\nContent-Disposition: form-data; name="operations"\r\n\r\n',
  '{"query":"mutation ($file: Upload!, $input: UploadFileInput) { uploadFile(file: $file, input: $input) { id } }",',
  '"variables":{"file":null,"input":{"name":"a","cipher":"AES_256_GCM"}}}\r\n',
  '--b\r\nContent-Disposition: form-data; name="map"\r\n\r\n{"0":["variables.file"]}\r\n',
  '--b\r\nContent-Disposition: form-data; name="0"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n',
  'contents of the file\r\n--b--\r\n',
].join('');
const FORM_WORDS = [
  '\0', '\r\n', '\r\n\r\n', '--b', '--b--', '\r\n--b\r\n', '"', '\\', ';', '=', '{', '}', '[', ']', 'name="0"', 'filename*=UTF-8\'\'%ff',
  'filename=', '__proto__', 'constructor', 'variables.file', '0.variables.file', 'null', '\xff\xfe', 'Content-Transfer-Encoding: base64\r\n',
  'Content-Disposition: form-data; name="map"\r\n', 'a'.repeat(9_000), '1e999', '-1',
]; // biome-ignore format: a list of words.

const DOCUMENTS = [
  '{ files(first: 10, search: "a") { nodes { id name size owner { name } downloadUrl(expiresIn: 5) { url } } pageInfo { endCursor } totalCount } }',
  'query a($id: ID!, $n: Int = 3) { file(id: $id) { ...f } vault { state } } fragment f on File { id name @include(if: true) }',
  'mutation { renameFile(id: "x", name: "y") { id } deleteFile(id: "z") }',
  'mutation { createApiToken(input: { name: "n", scopes: [READ], expiresAt: "2099-01-01T00:00:00Z" }) { token } }',
  '{ __schema { types { name fields { name args { defaultValue } } } } users(first: 2, after: "W10") { edges { cursor } } }',
];
const DOCUMENT_WORDS = [
  '{', '}', '(', ')', '[', ']', '"', '"""', '\\u0000', '\\uD800', '$id', '...f', '@skip(if: true)', '#', '\0', ',', '!', ':', '9'.repeat(40), '-0', '1e999',
  'null', '__typename', '__proto__', 'uploadFile', 'unsealVault(passphrase: "x") { state }', 'fragment f on File { ...f }', 'subscription', '{ a '.repeat(60),
]; // biome-ignore format: a list of words.

export interface FuzzTarget {
  url: string;
  token: string;
}

/** The raw request with the seed's mutation in its body; some of them lie about their length. */
function request(kind: 'form' | 'document', seed: number, { token }: FuzzTarget): Buffer {
  const dice = new Dice(seed);
  const body = kind === 'form' ? mutate(Buffer.from(FORM, 'latin1'), dice, FORM_WORDS) : documentBody(dice);
  const length = Math.max(0, body.length + (dice.roll(12) === 0 ? dice.roll(40) - 20 : 0));
  const head = [
    'POST /graphql HTTP/1.1',
    'Host: localhost',
    `Authorization: Bearer ${token}`,
    'Apollo-Require-Preflight: true',
    `Content-Type: ${kind === 'form' ? 'multipart/form-data; boundary=b' : 'application/json'}`,
    `Content-Length: ${length}`,
    'Connection: close',
    '\r\n',
  ];
  return Buffer.concat([Buffer.from(head.join('\r\n')), body]);
}

function documentBody(dice: Dice): Buffer {
  const query = mutate(Buffer.from(dice.pick(DOCUMENTS)), dice, DOCUMENT_WORDS).toString('utf8');
  const variables = dice.pick([{}, { id: 'x' }, { id: 1, n: 'x' }, { id: null }, [], 'x', null]);
  const body = Buffer.from(JSON.stringify({ query, variables }));
  return dice.roll(4) === 0 ? mutate(body, dice, DOCUMENT_WORDS) : body;
}

/** What came back before the connection closed; rejects when it stays open for longer than `within` milliseconds. */
async function send(kind: 'form' | 'document', seed: number, target: FuzzTarget, within: number): Promise<string> {
  const socket = connect(Number(new URL(target.url).port), '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  const closed = once(socket, 'close');
  socket.end(request(kind, seed, target));
  const late = AbortSignal.timeout(within);
  late.addEventListener('abort', () => socket.destroy());
  await closed;
  if (late.aborted) throw new Error(`no end to ${kind} ${seed}`);
  return answer;
}

/**
 * Sends mutated bodies, eight at a time. Gives the seeds whose answer was a fault of the server's. Rejects for one that
 * hangs, or when the server no longer lives.
 */
export async function fuzz(kind: 'form' | 'document', count: number, target: FuzzTarget, first = 1): Promise<number[]> {
  const faults: number[] = [];
  let next = first;
  const worker = async () => {
    while (next < first + count) {
      const seed = next++;
      const answer = await send(kind, seed, target, 30_000);
      if (answer.includes('"INTERNAL"')) faults.push(seed);
      if (seed % 100 === 0 && (await fetch(`${target.url}/healthz`)).status !== 200)
        throw new Error('the server is gone');
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return faults;
}
