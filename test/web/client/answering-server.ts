import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers as a test says, for what a sound server never does: half bodies, a proxy's pages, silence. */
export interface AnsweringServer {
  url: string;
  close(): Promise<void>;
}

export async function answer(listener: RequestListener): Promise<AnsweringServer> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function json(res: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  res.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

export async function bodyOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** A file as GraphQL tells of it. */
export function fileOf(id: string, name: string, size: number): Record<string, unknown> {
  return {
    __typename: 'File',
    id,
    name,
    size,
    contentType: 'application/octet-stream',
    cipher: 'AES_256_GCM',
    createdAt: '2030-01-01T00:00:00.000Z',
    expiresAt: null,
    keyVersion: 1,
    parts: 1,
    storedSize: size + 100,
    owner: { __typename: 'User', id: 'u', name: 'Ada' },
  };
}
