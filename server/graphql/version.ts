import { createRequire } from 'node:module';

const find = createRequire(import.meta.url);

/** The program's version, out of package.json by the package's own name. */
export const { version }: { version: string } = find('strongroom/package.json');
