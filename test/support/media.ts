import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What ffmpeg draws and plays, the same each time; the noise is there for size: it cannot be compressed away. */
const PICTURE = ['-f', 'lavfi', '-i', 'testsrc=size=320x240:rate=10,noise=alls=80:allf=t:all_seed=1'];
const TONE = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];

const FORMATS = {
  /** VP8, with its table of places at the end. */
  'video/webm': [
    ...PICTURE,
    '-c:v',
    'libvpx',
    '-deadline',
    'realtime',
    '-cpu-used',
    '8',
    '-b:v',
    '3M',
    '-g',
    '20',
    '-f',
    'webm',
  ],
  /** With its index at the end: whoever opens it must go there first. */
  'video/mp4': [...PICTURE, '-c:v', 'mpeg4', '-b:v', '3M', '-g', '20', '-f', 'mp4'],
  'audio/ogg': [...TONE, '-c:a', 'libopus', '-b:a', '96k', '-f', 'ogg'],
  /** Uncompressed, 96,000 bytes a second. */
  'audio/wav': [...TONE, '-c:a', 'pcm_s16le', '-f', 'wav'],
};

/** Has ffmpeg make a film or a sound of so many seconds at that path. */
export async function makeMedia(path: string, type: keyof typeof FORMATS, seconds: number): Promise<void> {
  const quiet = ['-v', 'error', '-nostdin', '-threads', '1'];
  await run('ffmpeg', [...quiet, ...FORMATS[type], '-t', String(seconds), '-fflags', '+bitexact', '-y', path]);
}
