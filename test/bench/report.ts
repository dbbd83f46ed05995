import { describeMachine } from './machine.ts';
import type { Options } from './options.ts';
import { HEADING, line, type Row } from './table.ts';

/** The text of a file of results. */
export function reportOf(rows: Row[], { runs, size }: Options, folder: string, commit: string): string {
  return `# What sealing costs

Measured by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}, commit ${commit}.

${describeMachine(folder)}

## How it is measured

- The built server runs as a process of its own, as \`node dist/server/main.js\`. **Unsealed** is the same program with
  suite 1 replaced, at load time, by one that leaves the bytes as they are and writes a zero tag: same sizes, memory, fsync, catalog.
  **Plain Node** is \`pipeline(request, createWriteStream)\` without fsync, and \`createReadStream\` with 1 MiB buffers
  into the response, from where a Range says.
- Two rows have no counterpart: sealing has no part in how a listing grows or \`/healthz\` answers, and plain Node has
  neither. The processor time of a first byte or of a page is less than the ticks that the system counts in.
- The client is the bench process itself, on the same machine, and the two share the processors. It uploads
  by raw \`node:http\`, in 1 MiB writes of random bytes made once, and downloads by a bare socket into one buffer.
- All parties take turns in one run, ${runs} rounds of ${size / 2 ** 20} MiB after one that does not count, each in
  an order drawn by lot. A file of 2 GiB is written and deleted before each timed upload. Downloads come from the page
  cache. Small files take five rounds; many at once three, each on a server that has just started; first bytes and
  pages 40.
- Results are ratios of medians (more is faster for transfers; less is better for delays); beside them stand the least
  and the greatest of the single rounds. CPU seconds are user and system time of the server's process; its peak is
  \`VmHWM\`, reset before each measurement, less what was resident then.
- What the record costs is the same downloads with and without an event each, by turns, 25 rounds of either. Those of
  10 kB, a thousand in a second, are where it weighs most.

## Figures

${HEADING}
${rows.map(line).join('\n')}
`;
}
