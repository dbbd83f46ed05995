import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, NO_BROWSER, type OpenPage, openPage, signIn } from '../support/browser.ts';
import { ADMIN, startHouse, type TestHouse } from '../support/house.ts';
import { makeMedia } from '../support/media.ts';
import { hasProgram } from '../support/programs.ts';
import { type SlowLine, slowLine } from '../support/slow-line.ts';
import { upload } from '../support/transfers.ts';

const MiB = 1024 * 1024;
const SECONDS = 30;

const canPlay = !NO_BROWSER && hasProgram('ffmpeg', 'ffmpeg');

describe.skipIf(!canPlay)('in a file’s drawer', { timeout: 90_000 }, () => {
  let browser: Browser;
  let house: TestHouse;
  let line: SlowLine;
  let tab: OpenPage;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'strongroom-media-'));
    house = await startHouse();
    // So slow that a film is not there as a whole before it is sought in.
    line = await slowLine(house.url, 3 * MiB);
    browser = await launch();
    tab = await openPage(browser, line.url);
    await signIn(tab.page, line.url, ADMIN);
  });
  afterAll(async () => {
    await browser?.close();
    await line?.close();
    await house?.remove();
    await rm(folder, { recursive: true });
  });

  /** Opens the drawer of a fresh file made by ffmpeg; gives its player and what it asks the server for. */
  const show = async (type: Parameters<typeof makeMedia>[1], seconds: number, cipher: string) => {
    const path = join(folder, 'made');
    await makeMedia(path, type, seconds);
    const { id, size } = await upload(house, await readFile(path), { name: 'made here', type, input: { cipher } });
    const asked: Request[] = [];
    tab.page.on('request', (request) => {
      if (request.url().includes(`/download/${id}`)) asked.push(request);
    });
    await tab.page.goto(`${line.url}/?file=${id}`);
    const player = tab.page.getByRole('dialog').locator(type.startsWith('video/') ? 'video' : 'audio');
    await expect.poll(() => player.evaluate((element: HTMLMediaElement) => element.readyState)).toBeGreaterThan(0);
    return { player, size, asked };
  };

  /** The first byte of each range that was answered with 206. */
  const rangesOf = async (asked: Request[]): Promise<number[]> => {
    const answers = await Promise.all(asked.map((request) => request.response()));
    const partial = answers.filter((answer) => answer?.status() === 206);
    return partial.map((answer) => Number(/^bytes (\d+)-/.exec(answer?.headers()['content-range'] ?? '')?.[1]));
  };

  const play = (player: Locator) =>
    player.evaluate(async (element: HTMLMediaElement) => {
      element.muted = true;
      const from = element.currentTime;
      await element.play();
      while (element.currentTime <= from) {
        await new Promise((resolve) => element.addEventListener('timeupdate', resolve, { once: true }));
      }
      element.pause();
      return element.currentTime;
    });

  const seek = (player: Locator, second: number) =>
    player.evaluate(async (element: HTMLMediaElement, to) => {
      const sought = new Promise((resolve) => element.addEventListener('seeked', resolve, { once: true }));
      element.currentTime = to;
      await sought;
      return { at: element.currentTime, ready: element.readyState, error: element.error?.message ?? null };
    }, second);

  test.each(['AES_256_GCM', 'AES_256_CBC_HMAC'])('a film plays, and seeks by a Range: %s', async (cipher) => {
    const { player, size, asked } = await show('video/webm', SECONDS, cipher);
    expect(size).toBeGreaterThan(8 * MiB);
    expect(await player.evaluate((element: HTMLMediaElement) => element.duration)).toBeCloseTo(SECONDS, 0);
    expect(await play(player)).toBeGreaterThan(0);

    expect(await seek(player, SECONDS - 3)).toEqual({ at: SECONDS - 3, ready: expect.any(Number), error: null });
    expect(await picture(player)).toEqual({
      width: 320,
      height: 240,
      colours: expect.toSatisfy((n: number) => n > 100),
    });
    expect(Math.max(...(await rangesOf(asked)))).toBeGreaterThan(size / 2);
    // Back again, where it was before.
    expect(await seek(player, 1)).toMatchObject({ at: 1, error: null });
    expect(await play(player)).toBeGreaterThan(1);
    expect(tab.complaints).toEqual([]);
  });

  test.each(['audio/ogg', 'audio/wav'] as const)('a sound has its length, plays and seeks: %s', async (type) => {
    const { player, asked } = await show(type, 60, 'AES_256_GCM');
    expect(await player.evaluate((element: HTMLMediaElement) => element.duration)).toBeCloseTo(60, 0);
    expect(await play(player)).toBeGreaterThan(0);
    expect(await seek(player, 55)).toMatchObject({ at: 55, error: null });
    expect(await play(player)).toBeGreaterThan(55);
    expect((await rangesOf(asked)).length).toBeGreaterThan(0);
    expect(tab.complaints).toEqual([]);
  });
});

/** What the player shows just now. */
function picture(player: Locator) {
  return player.evaluate((element: HTMLVideoElement) => {
    const canvas = document.createElement('canvas');
    canvas.width = element.videoWidth;
    canvas.height = element.videoHeight;
    const drawing = canvas.getContext('2d');
    drawing?.drawImage(element, 0, 0);
    const pixels = drawing?.getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set(pixels ? new Uint32Array(pixels.buffer) : []);
    return { width: canvas.width, height: canvas.height, colours: colours.size };
  });
}
