import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUser } from '../../server/domain/accounts.ts';
import { setPassword } from '../../server/domain/password-links.ts';
import { Browser } from '../server/auth/browser.ts';
import { startHouse, type TestHouse } from '../support/house.ts';
import { bytesOf, sha256 } from '../support/transfers.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
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

/** The block of the README in that language that holds `text`, against this server. */
async function block(text: string, language = 'sh'): Promise<string> {
  const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].filter(([, of]) => of === language);
  const found = blocks.map(([, , code = '']) => code).find((code) => code.includes(text));
  if (found === undefined) throw new Error(`the README has no ${language} block with ${text}`);
  return found.replaceAll('http://127.0.0.1:4000', house.url);
}

test('the lines for curl store a file and fetch the same bytes', async () => {
  const bytes = bytesOf(100_000);
  await writeFile(join(folder, 'report.pdf'), bytes);
  const script = `set -eu\n${await block('uploadFile')}\nmv report.pdf sent.pdf\n${await block('curl -fOJ')}`;
  await run('bash', ['-c', script], { cwd: folder, env: { ...process.env, STRONGROOM_TOKEN: house.token } });
  expect(sha256(await readFile(join(folder, 'report.pdf')))).toBe(sha256(bytes));
});

test('the lines of TypeScript, in a project that has us as a package, do so too', async () => {
  const bytes = bytesOf(100_000, 2);
  const project = join(folder, 'project');
  await mkdir(join(project, 'node_modules'), { recursive: true });
  await symlink(ROOT, join(project, 'node_modules', 'strongroom'));
  await writeFile(join(project, 'report.pdf'), bytes);
  await writeFile(join(project, 'package.json'), '{"type":"module"}');
  await writeFile(join(project, 'send.ts'), await block('createStrongroomClient', 'ts'));
  const loader = import.meta.resolve('tsx');
  const env = { ...process.env, STRONGROOM_TOKEN: house.token };
  const { stdout } = await run(process.execPath, ['--import', loader, 'send.ts'], { cwd: project, env });
  expect(stdout).toContain('100000 100000');
  expect(stdout).toMatch(/ report\.pdf 100000$/m);
  expect(sha256(await readFile(join(project, 'copy.pdf')))).toBe(sha256(bytes));
});

test('the line for a lost password prints a link by which its owner sets a new one', async () => {
  const { rooms, admin } = house;
  await createUser(rooms, admin, { name: 'Some One', email: 'someone@example.org', role: 'MEMBER' });
  const line = (await block('npm run admin')).split('\n').find((text) => text.includes('reset-password')) ?? '';
  const env = { ...process.env, STRONGROOM_DATA_DIR: house.dataDir, STRONGROOM_PUBLIC_URL: house.url };
  const { stdout } = await run('bash', ['-c', line], { cwd: ROOT, env });
  const [, secret = ''] = /^http:\/\/127\.0\.0\.1:\d+\/\S+#(\S+)$/m.exec(stdout) ?? [];
  await setPassword(rooms, '127.0.0.1', secret, 'a password that is new');
  const browser = new Browser(house.url, '127.0.0.1');
  expect((await browser.signIn('someone@example.org', 'a password that is new')).status).toBe(200);
});
