/**
 * What one would write first: PUT streams a body into a file (no fsync), GET streams it back, or its end where a Range
 * asks for that, DELETE removes it.
 */
import { createReadStream, createWriteStream } from 'node:fs';
import { stat, unlink } from 'node:fs/promises';
import { createServer } from 'node:http';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const folder = process.argv[2] ?? '.';
const MIB = 1024 * 1024;

const server = createServer(async (req, res) => {
  const file = join(folder, basename(req.url ?? ''));
  try {
    if (req.method === 'PUT') {
      await pipeline(req, createWriteStream(file));
      res.end('{}');
    } else if (req.method === 'DELETE') {
      await unlink(file);
      res.end('{}');
    } else {
      const { size } = await stat(file);
      const [, last] = /^bytes=-(\d+)$/.exec(req.headers.range ?? '') ?? [];
      const start = last === undefined ? 0 : Math.max(0, size - Number(last));
      const piece = last === undefined ? {} : { 'Content-Range': `bytes ${start}-${size - 1}/${size}` };
      res.writeHead(last === undefined ? 200 : 206, { 'Content-Length': size - start, ...piece });
      await pipeline(createReadStream(file, { start, highWaterMark: MIB }), res);
    }
  } catch {
    res.destroy();
  }
});

server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`plain Node serves http://127.0.0.1:${server.address().port}\n`);
});
process.on('SIGTERM', () => process.exit(0));
