import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder } from '../../support/folders.ts';
import { startHouse, type TestHouse } from '../../support/house.ts';
import { strongroom } from './strongroom.ts';

let house: TestHouse;
let config: string;
beforeAll(async () => {
  house = await startHouse();
  config = await mkdtemp(join(tmpdir(), 'strongroom-cli-config-'));
  await strongroom(['login', house.url, '--token-stdin'], { config, input: house.token });
});
afterAll(async () => {
  await house.remove();
  await rm(config, { recursive: true });
});

const run = (...args: string[]) => strongroom(args, { config, cwd: config });

test('upload and ls take a folder by its path or its id', { timeout: 90_000 }, async () => {
  const top = await makeFolder(house, 'Clients');
  const inner = await makeFolder(house, 'Müller 2026', top);
  for (const name of ['a.txt', 'b.txt', 'c.txt']) await writeFile(join(config, name), name);
  expect(await run('upload', 'a.txt', '--folder', '/clients/MÜLLER 2026/')).toMatchObject({ code: 0, stderr: '' });
  expect(await run('upload', 'b.txt', '--folder', top)).toMatchObject({ code: 0, stderr: '' });
  expect(await run('upload', 'c.txt', '--folder', '/')).toMatchObject({ code: 0, stderr: '' });
  const rows = (await run('ls', '--folder', 'Clients')).stdout.trim().split('\n');
  expect(rows.map((row) => row.split('  ').at(-1))).toEqual(['Müller 2026/', 'b.txt']);
  const listed = JSON.parse((await run('ls', '--folder', inner, '--json')).stdout);
  expect(listed).toMatchObject({ folders: [], files: [{ name: 'a.txt', folderId: inner }] });
  expect((await run('ls', '--folder', '/')).stdout).toMatch(/Clients\/\n.*c\.txt\n$/);
  expect((await run('ls')).stdout.trim().split('\n').length).toBe(3);
  expect(await run('upload', 'a.txt', '--folder', '/Clients/none')).toMatchObject({ code: 4, stdout: '' });
  expect((await run('ls', '--folder', '/', '--search', 'a')).code).toBe(2);
});
