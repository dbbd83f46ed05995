import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import { describe, expect, test, vi } from 'vitest';
import { ContainerOpener, ContainerSealer } from '../../../server/crypto/container.ts';
import { IntegrityError } from '../../../server/crypto/integrity.ts';
import { containerSize, HEADER_LENGTH, SEGMENT, segmentLength } from '../../../server/crypto/sizes.ts';
import { openAside, sealAside } from '../../../server/threads/cipher-threads.ts';
import { piece } from '../../support/piece.ts';
import { ADDRESS, DEK, flip, pattern, SUITES, sealContainer } from '../crypto/fixtures.ts';
import { openContainer } from '../crypto/open-container.ts';

/** On this side of the way to another thread, and on the other. */
const SIZES = [0, 5, 64 * 1024, 128 * 1024, 300_000, 1024 * 1024];

describe.each(SUITES)('work that is done aside: $label', ({ suite }) => {
  const openerOf = (container: Buffer) =>
    new ContainerOpener(
      suite,
      DEK,
      ADDRESS,
      container.subarray(0, HEADER_LENGTH),
      container.subarray(56, HEADER_LENGTH),
    );
  const open = (container: Buffer) =>
    openAside(
      openerOf(container).segments(0, Buffer.from(new Uint8Array(container.subarray(HEADER_LENGTH)).buffer), true),
    );

  test.each(SIZES)('%i bytes are sealed and opened as they are here', async (size) => {
    const plain = pattern(size);
    const sealed = await sealAside(piece(new ContainerSealer(suite, DEK, ADDRESS), [plain], true));
    expect(sealed.length).toBe(containerSize(suite, size));
    expect(openContainer(suite, DEK, ADDRESS, sealed).equals(plain)).toBe(true);
    expect((await open(sealContainer(suite, plain))).equals(plain)).toBe(true);
  });

  test.each(SIZES.slice(3))('the memory of %i bytes goes to the thread, and is not copied', async (size) => {
    const work = piece(new ContainerSealer(suite, DEK, ADDRESS), [pattern(size)], true);
    await sealAside(work);
    expect(work.memory.length).toBe(0);
  });

  test.each(SIZES)('of %i bytes tampered with nothing comes back', async (size) => {
    const container = sealContainer(suite, pattern(size));
    for (const at of [HEADER_LENGTH, container.length - 1]) {
      const error = await open(flip(container, at)).then(
        () => null,
        (reason: unknown) => reason,
      );
      expect(error).toBeInstanceOf(IntegrityError);
      expect((error as IntegrityError).reason).toBe('tag');
    }
  });

  test('much at once comes back as it was asked for', async () => {
    const plains = Array.from({ length: 40 }, (_, i) => Buffer.alloc(200_000 + i * SEGMENT, i));
    const opened = await Promise.all(
      plains.map(async (plain, i) => {
        const container = sealContainer(suite, plain);
        return i % 4 === 3
          ? open(flip(container, HEADER_LENGTH + segmentLength(suite))).catch(() => null)
          : open(container);
      }),
    );
    expect(opened.map((plain, i) => plain?.equals(plains[i] ?? Buffer.alloc(0)) ?? null)).toEqual(
      plains.map((_, i) => (i % 4 === 3 ? null : true)),
    );
  });
});

const work = () => piece(new ContainerSealer(1, DEK, ADDRESS), [new Uint8Array(200_000)], true);

test('what fails fails by itself', async () => {
  const results = await Promise.allSettled([sealAside(work()), sealAside({ ...work(), keys: {} }), sealAside(work())]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(results[1]).toMatchObject({ reason: { name: 'TypeError' } });
});

test('a thread that ends fails those who wait for it, and another takes its place', async () => {
  vi.resetModules();
  const threads = await import('../../../server/threads/cipher-threads.ts');
  const started = once(process, 'worker') as Promise<[Worker]>;
  const sealing = threads.sealAside(work());
  const [thread] = await started;
  const failed = expect(sealing).rejects.toThrow('a cipher thread has ended');
  await thread.terminate();
  await failed;
  expect((await threads.sealAside(work())).length).toBe(containerSize(1, 200_000));
});

test.each(SUITES)(
  'however much is to be done, $label leaves as many processors to the others as it should',
  async ({ suite }) => {
    vi.resetModules();
    const threads = await import('../../../server/threads/cipher-threads.ts');
    let started = 0;
    const count = () => {
      started += 1;
    };
    process.on('worker', count);
    const sealer = () => new ContainerSealer(suite, DEK, ADDRESS);
    await Promise.all(
      Array.from({ length: 20 }, () => threads.sealAside(piece(sealer(), [new Uint8Array(200_000)], true))),
    );
    process.off('worker', count);
    expect(started).toBe(Math.min(availableParallelism() - (suite === 1 ? 1 : 0), 4));
  },
);

test('a process stays for work that is under way, and ends when there is none', async () => {
  const program = fileURLToPath(new URL('./one-piece.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  expect([said, code]).toEqual([`${containerSize(1, 1_000_000)}\n`, 0]);
});
