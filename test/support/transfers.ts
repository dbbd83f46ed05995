import { createCipheriv, createHash } from 'node:crypto';
import type { TestHouse } from './house.ts';

const UPLOAD = `mutation ($file: Upload!, $input: UploadFileInput) {
  uploadFile(file: $file, input: $input) { id name size cipher parts storedSize keyVersion contentType createdAt }
}`;

/** Plaintext whose every byte depends on its place and the seed. */
export function bytesOf(length: number, seed = 1): Buffer {
  return createCipheriv('aes-128-ctr', Buffer.alloc(16, seed), Buffer.alloc(16)).update(Buffer.alloc(length));
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export interface Uploaded {
  id: string;
  name: string;
  size: number;
  cipher: string;
  parts: number;
  storedSize: number;
  keyVersion: number;
  contentType: string;
}

/** Uploads by the multipart request specification, as any client would; gives the parsed answer. */
export async function uploadRaw(
  house: Pick<TestHouse, 'url' | 'token'>,
  bytes: Uint8Array,
  { name = 'file.bin', type = 'application/octet-stream', input, token }: UploadOptions = {},
): Promise<{
  status: number;
  headers: Headers;
  body: { data?: { uploadFile: Uploaded } | null; errors?: { extensions: { code: string }; message: string }[] };
}> {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: UPLOAD, variables: { file: null, input } }));
  form.set('map', JSON.stringify({ 0: ['variables.file'] }));
  form.set('0', new Blob([Buffer.from(bytes)], { type }), name);
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token ?? house.token}`, 'Apollo-Require-Preflight': 'true' },
    body: form,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as any };
}

export interface UploadOptions {
  name?: string;
  type?: string;
  input?: object;
  token?: string;
}

/** As `uploadRaw`, for an upload that must succeed. */
export async function upload(house: TestHouse, bytes: Uint8Array, options: UploadOptions = {}): Promise<Uploaded> {
  const { status, body } = await uploadRaw(house, bytes, options);
  if (!body.data?.uploadFile) throw new Error(`upload failed: ${status} ${JSON.stringify(body.errors)}`);
  return body.data.uploadFile;
}

/** A signed address of the file. */
export async function downloadUrl(
  house: Pick<TestHouse, 'graphql'>,
  fileId: string,
  disposition: 'ATTACHMENT' | 'INLINE' = 'ATTACHMENT',
  token?: string,
): Promise<string> {
  const query = `query ($id: ID!, $as: Disposition!) { downloadUrl(fileId: $id, disposition: $as) { url } }`;
  const { data, errors } = await house.graphql(query, { id: fileId, as: disposition }, token);
  if (!data) throw new Error(`no download url: ${JSON.stringify(errors)}`);
  return data.downloadUrl.url;
}

/** The whole file through a signed address. Rejects when the connection breaks. */
export async function download(
  house: Pick<TestHouse, 'graphql'>,
  fileId: string,
  headers: Record<string, string> = {},
) {
  const response = await fetch(await downloadUrl(house, fileId), { headers });
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}
