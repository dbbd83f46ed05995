import type { TestHouse } from './house.ts';

/** The tus protocol by hand: each call is one request. */
export interface RawTus {
  request(method: string, path: string, headers?: Record<string, string>, body?: BodyInit): Promise<Response>;
  /** Creates an upload and gives its path. */
  create(size: number, metadata?: Record<string, string>): Promise<string>;
  patch(path: string, offset: number, body: Uint8Array): Promise<Response>;
  head(path: string): Promise<Response>;
}

export const VERSION = { 'Tus-Resumable': '1.0.0' };
export const BODY = { 'Content-Type': 'application/offset+octet-stream' };

export function encodeMetadata(metadata: Record<string, string>): string {
  return Object.entries(metadata)
    .map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`)
    .join(',');
}

export function rawTus(house: Pick<TestHouse, 'url' | 'token'>, token = house.token): RawTus {
  const request: RawTus['request'] = (method, path, headers = VERSION, body) =>
    fetch(house.url + path, {
      method,
      headers: { Authorization: `Bearer ${token}`, ...headers },
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    });
  return {
    request,
    async create(size, metadata = { filename: 'file.bin' }) {
      const headers = { ...VERSION, 'Upload-Length': String(size), 'Upload-Metadata': encodeMetadata(metadata) };
      const response = await request('POST', '/uploads', headers);
      const path = response.headers.get('location');
      if (response.status !== 201 || path === null) {
        throw new Error(`no upload was created: ${response.status} ${await response.text()}`);
      }
      return path;
    },
    patch: (path, offset, body) =>
      request('PATCH', path, { ...VERSION, ...BODY, 'Upload-Offset': String(offset) }, Buffer.from(body)),
    head: (path) => request('HEAD', path),
  };
}

/** The id of the file that the upload becomes. */
export const idOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
