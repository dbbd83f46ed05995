/** A multipart request, byte by byte. */
export const BOUNDARY = 'xxBOUNDARYxx';

export const OPERATIONS = JSON.stringify({
  query: 'mutation($file: Upload!) { uploadFile(file: $file) { id } }',
  variables: { file: null },
});
export const MAP = '{"0":["variables.file"]}';

export const field = (name: string, value: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

export const fileHead = (name = '0', extra = '') =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="a.txt"\r\nContent-Type: text/plain\r\n${extra}\r\n`;

export const END = `\r\n--${BOUNDARY}--\r\n`;

/** A whole form with one file. */
export const form = (contents: string) =>
  field('operations', OPERATIONS) + field('map', MAP) + fileHead() + contents + END;

export interface HeadChoices {
  length?: number;
  auth?: string | null;
  preflight?: string;
  boundary?: string;
  type?: string;
}

/** The request line and headers of an upload; without a length the body is chunked. */
export function uploadHead(choices: HeadChoices = {}): string {
  const { auth = 'WRITE', preflight = 'Apollo-Require-Preflight: true', boundary = BOUNDARY } = choices;
  const type = choices.type ?? `multipart/form-data; boundary=${boundary}`;
  return [
    'POST /graphql HTTP/1.1',
    'Host: localhost',
    ...(auth === null ? [] : [`Authorization: Bearer ${auth}`]),
    ...(preflight === '' ? [] : [preflight]),
    `Content-Type: ${type}`,
    choices.length === undefined ? 'Transfer-Encoding: chunked' : `Content-Length: ${choices.length}`,
    '\r\n',
  ].join('\r\n');
}

export const chunk = (data: string) => `${Buffer.byteLength(data, 'latin1').toString(16)}\r\n${data}\r\n`;
export const LAST_CHUNK = '0\r\n\r\n';

/** The whole request with its true length. */
export const upload = (body: string, choices: HeadChoices = {}) =>
  Buffer.from(uploadHead({ length: Buffer.byteLength(body, 'latin1'), ...choices }) + body, 'latin1');
