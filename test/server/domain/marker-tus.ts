import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { BODY, encodeMetadata, idOf, rawTus, VERSION } from '../../support/tus.ts';
import { cutPatch, openPatch } from '../../support/tus-parts.ts';

/** A server whose data are searched for the marker. */
export interface TusScene {
  url: string;
  token: string;
  marker: string;
  /** Its data folder. */
  data: string;
}

const contentOf = ({ marker }: TusScene, times: number) => Buffer.from(marker.repeat(times));

/** Sends a GraphQL document; gives the whole answer. */
export async function askAs({ url, token }: { url: string; token: string }, query: string, variables: object) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  return (await response.json()) as any;
}

/**
 * A file of several parts, sent by tus in PATCHes of which every second one is cut; that part of
 * it. Gives its path, for what is not finished too.
 */
async function sendByTus(scene: TusScene, cipher: string, part = 1): Promise<string> {
  const tus = rawTus(scene);
  const content = contentOf(scene, 4_000);
  const until = content.length * part;
  const path = await tus.create(content.length, { filename: `tus ${scene.marker}`, filetype: 'text/plain', cipher });
  const step = Math.ceil(content.length / 5);
  let cuts = 0;
  for (let offset = 0; offset < until; ) {
    const chunk = content.subarray(offset, Math.min(until, offset + step));
    if (cuts % 2 === 0) await cutPatch(scene, path, { offset, content: chunk, announced: content.length - offset });
    else expect((await tus.patch(path, offset, chunk)).status).toBe(204);
    cuts += 1;
    const before = offset;
    offset = await eventually('what was sent before the cut is durable', async () => {
      const now = Number((await tus.head(path)).headers.get('upload-offset'));
      return now > before ? now : null;
    });
  }
  return path;
}

/** Files that came by tus in both suites: finished, cut off in the midst, given up. Gives the ids of the finished. */
export async function tusScenario(scene: TusScene): Promise<string[]> {
  const ids: string[] = [];
  for (const cipher of ['AES_256_GCM', 'AES_256_CBC_HMAC']) {
    const id = idOf(await sendByTus(scene, cipher));
    const { data } = await askAs(scene, 'query ($id: ID!) { file(id: $id) { parts cipher downloadUrl { url } } }', {
      id,
    });
    expect(data.file.cipher).toBe(cipher);
    expect(data.file.parts).toBeGreaterThanOrEqual(5);
    const body = Buffer.from(await (await fetch(data.file.downloadUrl.url)).arrayBuffer());
    expect(body.equals(contentOf(scene, 4_000))).toBe(true);
    ids.push(id);
    await sendByTus(scene, cipher, 0.5);
    const { request } = rawTus(scene);
    expect((await request('DELETE', await sendByTus(scene, cipher, 0.5))).status).toBe(204);
    await endsOfParts(scene, cipher);
  }
  await refusedByTus(scene);
  return ids;
}

/** Files of several parts that are renamed and deleted, or expire. */
async function endsOfParts(scene: TusScene, cipher: string): Promise<void> {
  const id = idOf(await sendByTus(scene, cipher));
  const renamed = await askAs(
    scene,
    'mutation ($id: ID!, $name: String!) { renameFile(id: $id, name: $name) { parts } }',
    {
      id,
      name: `renamed ${scene.marker}`,
    },
  );
  expect(renamed.data.renameFile.parts).toBeGreaterThanOrEqual(5);
  await askAs(scene, 'mutation ($id: ID!) { deleteFile(id: $id) }', { id });
  const doomed = idOf(await sendByTus(scene, cipher));
  // Its time comes: as it would by the clock, which the test does not wait for.
  const catalog = new Database(join(scene.data, 'catalog.sqlite'));
  catalog.prepare('update files set expires_at = 1 where id = ?').run(doomed);
  catalog.close();
  const { data } = await askAs(scene, 'query ($id: ID!) { file(id: $id) { name } }', { id: doomed });
  expect(data.file).toBeNull();
}

/** Uploads that are refused: for their name, for their size, for what their creation brings. */
async function refusedByTus(scene: TusScene): Promise<void> {
  const { marker } = scene;
  const { request, create, patch } = rawTus(scene);
  const content = contentOf(scene, 4_000);
  const begin = (filename: string, length: number, body?: Buffer) => {
    const metadata = { 'Upload-Length': String(length), 'Upload-Metadata': encodeMetadata({ filename }) };
    return request('POST', '/uploads', { ...VERSION, ...(body ? BODY : {}), ...metadata }, body && Buffer.from(body));
  };
  expect((await begin(`a\n${marker}`, 10)).status).toBe(400);
  expect((await begin(marker, 2 ** 40)).status).toBe(413);
  expect((await begin(marker, 1_000, content)).status).toBe(413);
  const path = await create(1_000, { filename: marker });
  expect((await patch(path, 0, content)).status).toBe(413);
}

/** A PATCH that has sent most of a part and never ends. */
export async function beginPatch(scene: TusScene, cipher: string): Promise<void> {
  const { marker, data } = scene;
  const content = contentOf(scene, 40_000);
  const path = await rawTus(scene).create(content.length, { filename: marker, cipher });
  const { req } = openPatch(scene, path, { offset: 0, announced: content.length });
  req.write(content.subarray(0, -1));
  const folder = join(data, 'objects', idOf(path).slice(0, 2), idOf(path));
  await eventually('its part is being written', async () => {
    const names = await readdir(folder).catch(() => []);
    const [name] = names.filter((one) => one.endsWith('.tmp'));
    return name !== undefined && (await stat(join(folder, name))).size > content.length / 2;
  });
}
