import { test } from 'vitest';
import { NO_BROWSER } from '../support/browser.ts';
import { uploadWithKills } from '../support/killed-upload.ts';

const MiB = 1024 * 1024;

test.skipIf(NO_BROWSER)(
  'an upload whose server is killed, and whose page is reloaded, ends as the right file',
  () => uploadWithKills(64 * MiB, 10 * MiB, { kills: [20 * MiB], reload: 40 * MiB }),
  300_000,
);
