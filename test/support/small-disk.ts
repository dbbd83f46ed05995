import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A data folder whose objects lie on a disk of their own, which is small. */
export interface SmallDisk {
  folder: string;
  /** Takes so many bytes of it away, until `makeRoom`. */
  fill(bytes: number): Promise<void>;
  makeRoom(): Promise<void>;
  remove(): Promise<void>;
}

/** Null, with the reason printed, where none can be mounted. */
export async function smallDisk(megabytes: number): Promise<SmallDisk | null> {
  const folder = await mkdtemp(join(tmpdir(), 'strongroom-full-'));
  const objects = join(folder, 'objects');
  await mkdir(objects);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', objects], { stdio: 'pipe' });
  } catch (error) {
    console.log(`skipped: a small tmpfs cannot be mounted here (${String(error).split('\n')[0]})`);
    await rm(folder, { recursive: true });
    return null;
  }
  const ballast = join(objects, 'ballast');
  return {
    folder,
    fill: (bytes) => writeFile(ballast, Buffer.alloc(bytes)),
    makeRoom: () => unlink(ballast),
    async remove() {
      execFileSync('umount', [objects]);
      await rm(folder, { recursive: true });
    },
  };
}
