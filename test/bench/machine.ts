import { execFileSync } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';

const TMPFS = 0x01021994;

/** The major version that all of this runs on. */
export const NODE = Number.parseInt(process.versions.node, 10);

/** What the figures were measured on, as Markdown lines. */
export function describeMachine(folder: string): string {
  const [cpu] = cpus();
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  return [
    `- processor: ${cpu?.model.trim() ?? 'unknown'}, ${cpus().length} cores`,
    `- memory: ${gib} GiB`,
    `- disk: ${describeDisk(folder)}`,
    `- system: Linux ${release()}, Node ${process.version}, OpenSSL ${process.versions.openssl}`,
  ].join('\n');
}

function describeDisk(folder: string): string {
  if (statfsSync(folder).type === TMPFS) return 'a tmpfs, which makes fsync free: these figures are not to be trusted';
  const [, row = ''] = execFileSync('df', ['--output=source,fstype,size', '-h', folder], { encoding: 'utf8' }).split(
    '\n',
  );
  const [source = '', type = '', size = ''] = row.trim().split(/\s+/);
  return `${type} on ${source.startsWith('/dev/vd') ? 'a virtual disk' : source.replace(/^\/dev\//, '')} of ${size}`;
}
