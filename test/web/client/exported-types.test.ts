import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

let project: string;
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'strongroom-types-'));
  await mkdir(join(project, 'node_modules'));
  await symlink(ROOT, join(project, 'node_modules', 'strongroom'));
  await writeFile(join(project, 'package.json'), '{"type":"module"}');
  const compilerOptions = { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: [] };
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }));
});
afterAll(() => rm(project, { recursive: true }));

/** What the compiler says of a program that has us as a package: the codes of its errors, with their lines. */
async function compile(body: string): Promise<string[]> {
  const head = `import { createStrongroomClient } from 'strongroom/client';
const client = createStrongroomClient({ url: 'http://127.0.0.1:4000', token: 'sr_x' });\n`;
  await writeFile(join(project, 'program.ts'), head + body);
  const { stdout } = await promisify(execFile)(join(ROOT, 'node_modules/.bin/tsc'), ['-p', '.'], {
    cwd: project,
  }).catch((error: { stdout: string }) => error);
  return [...stdout.matchAll(/^(\S+)\((\d+),.*error (TS\d+)/gm)].map(
    ([, file, line, code]) => `${file}:${line} ${code}`,
  );
}

test('a program in another project compiles against the types that the package exports', async () => {
  const right = `const file = await client.upload('a.pdf', { cipher: 'AES_256_CBC_HMAC' });
const size: number = file.size;
for await (const { id, name } of client.list({ search: 'a' })) console.log(id, name, size);
await client.downloadTo(file.id, 'copy.pdf');\n`;
  expect(await compile(`declare const console: { log(...what: unknown[]): void };\n${right}`)).toEqual([]);
});

test.each([
  ['a field that a file has not', "(await client.upload('a')).filename;", 'TS2339'],
  ['a field of another type', "const size: string = (await client.upload('a')).size;", 'TS2322'],
  ['a cipher that there is none', "await client.upload('a', { cipher: 'AES_128' });", 'TS2769'],
  ['an option that does not exist', "await client.upload('a', { ciphre: 'AES_256_GCM' });", 'TS2769'],
])('… and %s does not', async (_what, line, code) => {
  expect(await compile(`${line}\n`)).toEqual([`program.ts:3 ${code}`]);
});
