import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/**
 * Packs a tree by `npm pack` and installs the tarball by `npm install` into the new folder `project`, which needs no
 * registry: whatever the package depends on, and nothing else, comes from the clone. Gives the installed command.
 * @param scripts what `--ignore-scripts` would leave out: the build before packing
 */
export async function installPacked(tree: string, project: string, { scripts }: { scripts: boolean }): Promise<string> {
  await mkdir(project);
  const quiet = scripts ? [] : ['--ignore-scripts'];
  const { stdout } = await run('npm', ['pack', '--json', ...quiet, '--pack-destination', project], { cwd: tree });
  const [{ filename }] = JSON.parse(stdout);
  const { dependencies } = JSON.parse(await readFile(join(tree, 'package.json'), 'utf8'));
  const here = Object.keys(dependencies).map((name) => [name, `file:${join(ROOT, 'node_modules', name)}`]);
  const manifest = {
    private: true,
    dependencies: { strongroom: `file:${filename}` },
    overrides: Object.fromEntries(here),
  };
  await writeFile(join(project, 'package.json'), JSON.stringify(manifest));
  await run('npm', ['install', '--offline', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: project });
  return join(project, 'node_modules', '.bin', 'strongroom');
}
