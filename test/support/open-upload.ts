import { type IncomingMessage, request } from 'node:http';

/** A multipart upload of which the test decides when each byte goes out. */
export interface OpenUpload {
  /** Resolves when the bytes were handed to the socket. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Ends the form. */
  finish(): void;
  /** Cuts the connection. */
  drop(): void;
  /** The answer, or null when the connection broke without one. */
  answer: Promise<OpenAnswer | null>;
}

export interface OpenAnswer {
  status: number;
  code: string | undefined;
  data: { uploadFile: { id: string; name: string; size: number; parts: number } } | null;
}

const BOUNDARY = 'open-upload';
const QUERY = `mutation ($file: Upload!, $input: UploadFileInput) {
  uploadFile(file: $file, input: $input) { id name size parts }
}`;

const field = (name: string, value: object) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${JSON.stringify(value)}\r\n`;

/** Sends the head of an upload up to where the file's contents begin. */
export function openUpload(
  { url, token }: { url: string; token: string },
  { name = 'open.bin', input, headers = {} }: { name?: string; input?: object; headers?: Record<string, string> } = {},
): OpenUpload {
  const req = request(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: {
      Authorization: `Bearer ${token}`,
      'Apollo-Require-Preflight': 'true',
      'Content-Type': `multipart/form-data; boundary=${BOUNDARY}`,
      ...headers,
    },
  });
  const answer = new Promise<OpenAnswer | null>((resolve) => {
    let answered = false;
    req.once('response', (response) => {
      answered = true;
      void read(response).then(resolve);
    });
    req.once('close', () => {
      if (!answered) resolve(null);
    });
  });
  req.on('error', () => {});
  req.write(field('operations', { query: QUERY, variables: { file: null, input } }));
  req.write(field('map', { 0: ['variables.file'] }));
  req.write(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="0"; filename="${name}"\r\n\r\n`);
  return {
    write: (bytes) => new Promise((resolve) => req.write(bytes, () => resolve())),
    finish: () => void req.end(`\r\n--${BOUNDARY}--\r\n`),
    drop: () => void req.destroy(),
    answer,
  };
}

async function read(response: IncomingMessage): Promise<OpenAnswer | null> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const { data, errors } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    return { status: response.statusCode ?? 0, code: errors?.[0]?.extensions?.code, data };
  } catch {
    return null;
  }
}
