import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { eventually } from '../../support/eventually.ts';
import { startHouse } from '../../support/house.ts';
import { hasProgram } from '../../support/programs.ts';
import { sha256 } from '../../support/transfers.ts';
import { BODY, downloadThrough, end, freePort, holdsMarker, type Proxied, through, WAYS } from './proxied.ts';

/** The `location` of the README's nginx block, to the letter. */
const LOCATION = (() => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  return /```nginx\n[\s\S]*?( {2}location \/ \{[\s\S]*?\n {2}\})\n\}/.exec(readme)?.[1] ?? '';
})();

describe.skipIf(!hasProgram('nginx', 'nginx-light'))('behind nginx', () => {
  const open: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });

  test.each(WAYS)(
    'as the README sets it up, files go through by $way and no plaintext is spooled to its disk',
    async ({ send }) => {
      const nginx = await start(LOCATION);
      const { spooled, id } = await send(nginx);
      expect(spooled).toBe(false);
      expect(sha256(await downloadThrough(nginx, id))).toBe(sha256(BODY));
      expect(holdsMarker(nginx)).toBe(false);
    },
  );

  test.each(WAYS)(
    'with its own defaults it would spool what comes by $way, and this test would see it',
    async ({ send }) => {
      const buffered = LOCATION.split('\n').filter((line) => !/buffering|max_temp_file_size/.test(line));
      const { spooled } = await send(await start(buffered.join('\n')));
      expect(spooled).toBe(true);
    },
  );

  async function start(location: string): Promise<Proxied> {
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const house = await startHouse({ env: { STRONGROOM_PUBLIC_URL: origin, STRONGROOM_TRUST_PROXY: '1' } });
    open.push(() => house.remove());
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-nginx-'));
    open.push(() => rmSync(folder, { recursive: true }));
    for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, name));
    const config = join(folder, 'nginx.conf');
    writeFileSync(
      config,
      `pid ${folder}/nginx.pid;
       error_log ${folder}/error.log;
       ${process.getuid?.() === 0 ? 'user root;' : ''}
       events {}
       http {
         access_log off;
         client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
         fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
         server {
           listen 127.0.0.1:${port};
           ${location.replace('http://127.0.0.1:4000', house.url).replace('Host $host', 'Host $http_host')}
         }
       }`,
    );
    const nginx = spawn('nginx', ['-p', folder, '-c', config, '-g', 'daemon off;'], { stdio: 'inherit' });
    open.push(() => end(nginx));
    const proxied = { origin, folder, process: nginx, token: house.token };
    await eventually('nginx serves', () => through(proxied, '/healthz').catch(() => null));
    return proxied;
  }
});
