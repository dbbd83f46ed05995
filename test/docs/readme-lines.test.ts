import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHouse, type TestHouse } from '../support/house.ts';
import { bytesOf, sha256 } from '../support/transfers.ts';

const run = promisify(execFile);
let house: TestHouse;
let folder: string;

beforeAll(async () => {
  house = await startHouse();
  folder = await mkdtemp(join(tmpdir(), 'strongroom-readme-'));
});
afterAll(async () => {
  await house.remove();
  await rm(folder, { recursive: true });
});

/** The shell block of the README that holds `text`, against this server. */
async function block(text: string): Promise<string> {
  const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, code = '']) => code);
  const found = blocks.find((code) => code.includes(text));
  if (found === undefined) throw new Error(`the README has no shell block with ${text}`);
  return found.replaceAll('http://127.0.0.1:4000', house.url);
}

test('the lines for curl store a file and fetch the same bytes', async () => {
  const bytes = bytesOf(100_000);
  await writeFile(join(folder, 'report.pdf'), bytes);
  const script = `set -eu\n${await block('uploadFile')}\nmv report.pdf sent.pdf\n${await block('curl -fOJ')}`;
  await run('bash', ['-c', script], { cwd: folder, env: { ...process.env, STRONGROOM_TOKEN: house.token } });
  expect(sha256(await readFile(join(folder, 'report.pdf')))).toBe(sha256(bytes));
});
