import { test } from 'vitest';
import { NO_BROWSER } from '../support/browser.ts';
import { uploadWithKills } from '../support/killed-upload.ts';

const MiB = 1024 * 1024;

test.skipIf(NO_BROWSER)(
  'two gibibytes from a browser, with the server killed three times and the page reloaded, end as the right file',
  () => uploadWithKills(2048 * MiB, 200 * MiB, [300 * MiB, 800 * MiB, 1200 * MiB], 1600 * MiB),
  600_000,
);
