import { randomInt } from 'node:crypto';
import { test } from 'vitest';
import { NO_BROWSER } from '../support/browser.ts';
import { uploadWithKills } from '../support/killed-upload.ts';

const MiB = 1024 * 1024;
const SIZE = 2048 * MiB;

const places = (count: number) => Array.from({ length: count }, () => randomInt(16 * MiB, SIZE - 128 * MiB));

test.skipIf(NO_BROWSER)(
  'two gibibytes from a browser, cut 20 times, with the server killed five times and the page reloaded, end as the right file',
  () =>
    uploadWithKills(SIZE, 200 * MiB, { kills: places(5), cuts: places(20), reload: SIZE / 2 + randomInt(100 * MiB) }),
  900_000,
);
