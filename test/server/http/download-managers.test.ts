import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { makeMedia } from '../../support/media.ts';
import { hasProgram } from '../../support/programs.ts';
import { type SlowLine, slowLine } from '../../support/slow-line.ts';
import { bytesOf, downloadUrl, sha256, type Uploaded, upload } from '../../support/transfers.ts';

const MiB = 1024 * 1024;
const HALF = 11 * MiB + 5;
/** Of two parts. */
const BYTES = bytesOf(24 * MiB + 7);
const HASH = sha256(BYTES);

const run = promisify(execFile);

let house: TestHouse;
let line: SlowLine;
let folder: string;
beforeAll(async () => {
  house = await startHouse();
  line = await slowLine(house.url, Number.POSITIVE_INFINITY);
  folder = await mkdtemp(join(tmpdir(), 'strongroom-managers-'));
});
afterEach(() => {
  line.speed = Number.POSITIVE_INFINITY;
});
afterAll(async () => {
  await line.close();
  await house.remove();
  await rm(folder, { recursive: true });
});

/** The signed address over a line that counts. */
const addressOf = async ({ id }: Uploaded, as: 'ATTACHMENT' | 'INLINE' = 'ATTACHMENT') =>
  (await downloadUrl(house, id, as)).replace(house.url, line.url);

/** The statuses of that file's downloads, in the order in which they ended. */
const statuses = ({ id }: Uploaded): number[] =>
  house
    .logged()
    .split('\n')
    .filter((entry) => entry.includes(`"fileId":"${id}"`))
    .map((entry) => JSON.parse(entry).status);

describe.each(['AES_256_GCM', 'AES_256_CBC_HMAC'])('a file under %s', (cipher) => {
  let file: Uploaded;
  let half: string;
  beforeAll(async () => {
    file = await upload(house, BYTES, { input: { cipher } });
    half = join(folder, `${cipher}.half`);
  });

  const halfThere = async () => {
    await writeFile(half, BYTES.subarray(0, HALF));
    line.down = 0;
    return statuses(file).length;
  };
  const expectResumed = async (before: number) => {
    expect(sha256(await readFile(half))).toBe(HASH);
    expect(statuses(file).slice(before)).toEqual([206]);
    expect(line.down).toBeLessThan(BYTES.length - HALF + 8192);
  };

  test.skipIf(!hasProgram('curl', 'curl'))('is finished by curl -C -, which had half of it', async () => {
    const before = await halfThere();
    await run('curl', ['-fsS', '-C', '-', '-o', half, await addressOf(file)]);
    await expectResumed(before);
  });

  test.skipIf(!hasProgram('wget', 'wget'))('is finished by wget -c, which had half of it', async () => {
    const before = await halfThere();
    await run('wget', ['-q', '-c', '-O', half, await addressOf(file)]);
    await expectResumed(before);
  });

  test.skipIf(!hasProgram('aria2c', 'aria2'))('is fetched by aria2c in eight ranges at once', async () => {
    const before = statuses(file).length;
    line.speed = 4 * MiB;
    const out = `${cipher}.aria2`;
    const options = ['--no-conf', '-q', '-x8', '-s8', '--min-split-size=1M', '--file-allocation=none'];
    await run('aria2c', [...options, '-d', folder, '-o', out, await addressOf(file)]);
    expect(sha256(await readFile(join(folder, out)))).toBe(HASH);
    const answers = statuses(file).slice(before);
    expect(answers.filter((status) => status === 206).length).toBeGreaterThanOrEqual(7);
    expect(answers.length).toBeGreaterThanOrEqual(8);
    expect(answers.every((status) => status === 200 || status === 206)).toBe(true);
  });
});

const hasMedia = hasProgram('ffmpeg', 'ffmpeg') && hasProgram('ffprobe', 'ffmpeg');

describe.skipIf(!hasMedia).each(['AES_256_GCM', 'AES_256_CBC_HMAC'])('a film under %s', (cipher) => {
  const SECONDS = 40;
  let path: string;
  let film: Uploaded;
  beforeAll(async () => {
    path = join(folder, `${cipher}.mp4`);
    await makeMedia(path, 'video/mp4', SECONDS);
    film = await upload(house, await readFile(path), { name: 'film.mp4', type: 'video/mp4', input: { cipher } });
  });

  // On a line as fast as the loopback, megabytes that nobody reads would be under way at each hang-up.
  beforeEach(() => {
    line.down = 0;
    line.speed = 4 * MiB;
  });

  const probe = async (source: string) => {
    const what = ['-v', 'error', '-show_entries', 'format=duration,size:stream=codec_name,width', '-of', 'json'];
    return JSON.parse((await run('ffprobe', [...what, source])).stdout);
  };

  /** The hash of the picture that ffmpeg shows at that second. */
  const pictureAt = async (second: number, source: string) => {
    const seek = ['-v', 'error', '-nostdin', '-ss', String(second), '-i', source];
    return (await run('ffmpeg', [...seek, '-frames:v', '1', '-an', '-f', 'md5', '-'])).stdout;
  };

  test('is probed over its address, though its index stands at the end, without fetching all of it', async () => {
    const found = await probe(await addressOf(film, 'INLINE'));
    expect(found).toEqual(await probe(path));
    expect(found.streams).toEqual([{ codec_name: 'mpeg4', width: 320 }]);
    expect(Number(found.format.duration)).toBe(SECONDS);
    expect(statuses(film)).toContain(206);
    expect(line.down).toBeLessThan(film.size / 2);
  });

  test('shows ffmpeg the picture that it seeks, and sends little else', async () => {
    const picture = await pictureAt(SECONDS - 2, await addressOf(film));
    expect(picture).toMatch(/^MD5=[\da-f]{32}/);
    expect(picture).toBe(await pictureAt(SECONDS - 2, path));
    expect(picture).not.toBe(await pictureAt(1, path));
    expect(line.down).toBeLessThan(film.size / 2);
  });
});
