import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';

/** The salts of all sealings that were seen, each with the file that it stands in. */
export type SeenSalts = Map<string, string>;

/**
 * Notes the salt (FORMAT.md section 1, bytes 32 to 55) of every object below `objects`, those included that are
 * not finished or that no part names: look while no server is at work. Two sealings under one key, at any time, must
 * not share theirs.
 */
export async function noteSalts(objects: string, seen: SeenSalts): Promise<void> {
  for (const entry of await readdir(objects, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || entry.name === 'vault.id') continue;
    const handle = await open(join(entry.parentPath, entry.name));
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(24), 0, 24, 32);
      if (bytesRead < 24) continue;
      const { ino, birthtimeNs } = await handle.stat({ bigint: true });
      const salt = buffer.toString('hex');
      // The same file, also under another name, is the same sealing.
      const file = `${ino} ${birthtimeNs}`;
      expect(seen.get(salt) ?? file, 'a salt was used twice').toBe(file);
      seen.set(salt, file);
    } finally {
      await handle.close();
    }
  }
}
