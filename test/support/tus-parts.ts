import { once } from 'node:events';
import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { SuiteId } from '../../server/crypto/suites.ts';
import { eventually } from './eventually.ts';
import type { TestHouse } from './house.ts';
import { BODY, idOf, rawTus, VERSION } from './tus.ts';

/** A file that came by tus. */
export interface FileInParts {
  id: string;
  /** The number of each part, in the order of the file: a request begins at one that was never used. */
  numbers: number[];
}

/**
 * Sends a file by tus PATCHes, one for each of these contents, none longer than a part. Every second one is cut: it
 * announces the whole rest, and its connection breaks behind the content.
 */
export async function sendInParts(house: TestHouse, suite: SuiteId, contents: Buffer[]): Promise<FileInParts> {
  const size = contents.reduce((sum, { length }) => sum + length, 0);
  const tus = rawTus(house);
  const cipher = suite === 1 ? 'AES_256_GCM' : 'AES_256_CBC_HMAC';
  const path = await tus.create(size, { filename: 'parts.bin', cipher });
  const id = idOf(path);
  const recorded = async () => {
    const rows = house.rooms.catalog.selectFrom('parts').select('part').where('file_id', '=', id).orderBy('part');
    return (await rows.execute()).map(({ part }) => part);
  };
  let offset = 0;
  for (const [i, content] of contents.entries()) {
    const cut = i % 2 === 1 && i < contents.length - 1;
    if (cut) await cutPatch(house, path, { offset, content, announced: size - offset });
    else {
      const { status } = await tus.patch(path, offset, content);
      if (status !== 204) throw new Error(`a PATCH was answered ${status}`);
    }
    offset += content.length;
    await eventually(`part ${i} is recorded`, async () => (await recorded()).length === i + 1);
  }
  return { id, numbers: await recorded() };
}

/** A PATCH whose connection breaks behind `content`, of more that it had announced. */
export async function cutPatch(
  house: Pick<TestHouse, 'url' | 'token'>,
  path: string,
  { offset, content, announced }: { offset: number; content: Buffer; announced: number },
): Promise<void> {
  const { req } = openPatch(house, path, { offset, announced });
  const closed = new Promise<void>((resolve) => req.once('close', resolve));
  await new Promise<void>((resolve, reject) => req.write(content, (error) => (error ? reject(error) : resolve())));
  // An orderly end of what was sent, in the midst of the body: what came before it has arrived.
  req.socket?.destroySoon();
  await closed;
}

/** A PATCH, or with `/uploads` for its path a creation, whose body the test writes; `answered` gives the answer's head. */
export function openPatch(
  { url, token }: Pick<TestHouse, 'url' | 'token'>,
  path: string,
  { offset, announced, headers = {} }: { offset: number; announced: number; headers?: Record<string, string> },
): { req: ClientRequest; answered: Promise<IncomingMessage> } {
  const req = request(url + path, {
    method: path === '/uploads' ? 'POST' : 'PATCH',
    agent: false,
    headers: {
      Authorization: `Bearer ${token}`,
      ...VERSION,
      ...BODY,
      'Upload-Offset': offset,
      'Content-Length': announced,
      ...headers,
    },
  });
  req.on('error', () => {});
  const answered = once(req, 'response').then(([response]) => (response as IncomingMessage).resume());
  answered.catch(() => {});
  return { req, answered };
}
