import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { onTestFinished } from 'vitest';
import type { OpenFile } from '../../../server/domain/open-file.ts';
import { Problem } from '../../../server/domain/problem.ts';
import { type DownloadSource, download } from '../../../server/http/download.ts';
import { drainThenCut } from '../../../server/http/drain.ts';
import { headers } from '../../../server/http/headers.ts';
import { listen } from '../../../server/http/listen.ts';
import { createLog, requestLog } from '../../../server/http/log.ts';
import { type HttpOptions, LIMITS } from '../../../server/http/options.ts';
import { answerProblems, nothingHere } from '../../../server/http/problems.ts';

export const BYTES = Buffer.from(Array.from({ length: 1000 }, (_, i) => i % 251));

/** A file of `BYTES`; what a test gives instead is taken. */
export function fileOf(changes: Partial<OpenFile> = {}): OpenFile {
  return {
    id: '5b1c3f9e-0000-4000-8000-000000000001',
    name: 'report.pdf',
    contentType: 'application/pdf',
    size: BYTES.length,
    etag: `"${createHash('sha256').update(BYTES).digest('base64url').slice(0, 22)}"`,
    inline: false,
    read: async ({ start, end }) => inBatches(BYTES.subarray(start, end)),
    async admit() {},
    async close() {},
    ...changes,
  };
}

async function* inBatches(bytes: Buffer): AsyncGenerator<Buffer[]> {
  for (let at = 0; at < bytes.length; at += 300) {
    const batch = bytes.subarray(at, at + 300);
    yield [batch.subarray(0, 7), batch.subarray(7)];
  }
}

/** Batches of 256 KiB without end, each after `pause` milliseconds. */
export async function* endless(pause = 0): AsyncGenerator<Buffer[]> {
  const batch = Array.from({ length: 16 }, () => Buffer.alloc(16 * 1024, 1));
  for (;;) {
    yield batch;
    if (pause > 0) await sleep(pause);
  }
}

/** The download route alone, over one file. */
export async function openShelf(file: OpenFile, changes: Partial<DownloadSource> = {}) {
  const logged: string[] = [];
  const log = createLog({ write: (line: string) => void logged.push(line) });
  const source: DownloadSource = {
    async open(id) {
      if (id !== file.id) throw new Problem('FORBIDDEN', 'altered');
      return file;
    },
    sealing: () => new AbortController().signal,
    stalledReader: 60_000,
    ...changes,
  };
  const app = express().disable('etag');
  app.use(requestLog(log), drainThenCut(LIMITS.drain), headers());
  app.all('/download/:fileId', download(source));
  app.use(nothingHere, answerProblems(log));
  const options = { host: '127.0.0.1', port: 0, tls: null, limits: LIMITS } as unknown as HttpOptions;
  const server = await listen(app, options, log);
  onTestFinished(() => server.close(0));
  const path = `/download/${file.id}`;
  return { url: server.url + path, path, port: Number(new URL(server.url).port), logged, close: server.close };
}
