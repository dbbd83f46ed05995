import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** What is text; pictures and fonts are compressed in themselves. Not index.html, which differs in every response. */
const WORTH_IT = /\.(js|css|svg|json|txt|webmanifest)$/;
/** Bytes below which it saves no packet. */
const LEAST = 1024;

const brotli = promisify(brotliCompress);
const deflate = promisify(gzip);

/** Writes a `.br` and a `.gz` beside each file of the build, for server/http/precompressed.ts. */
export function precompress(): Plugin {
  return {
    name: 'precompress',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle).filter((file) => WORTH_IT.test(file))) {
        const path = join(dir, name);
        const bytes = await readFile(path);
        if (bytes.length < LEAST) continue;
        await writeFile(`${path}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
        await writeFile(`${path}.gz`, await deflate(bytes, { level: 9 }));
      }
    },
  };
}
