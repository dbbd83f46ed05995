import { createCipheriv, randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { release } from '../../../server/memory/release.ts';

const SIZE = 512 * 1024 * 1024;

describe('release', () => {
  test('the memory is gone at once', () => {
    const held = process.memoryUsage().arrayBuffers;
    const bytes = Buffer.allocUnsafeSlow(SIZE);
    expect(process.memoryUsage().arrayBuffers - held).toBeGreaterThan(SIZE / 2);
    release(bytes);
    expect(process.memoryUsage().arrayBuffers - held).toBeLessThan(SIZE / 2);
    expect(bytes.length).toBe(0);
  });

  test('what a cipher gave, and a view of the whole', () => {
    const given = createCipheriv('aes-256-ctr', randomBytes(32), randomBytes(16)).update(Buffer.alloc(16_384));
    const whole = new Uint8Array(1000);
    release(given);
    release(whole.subarray(0));
    expect([given.length, whole.length]).toEqual([0, 0]);
  });

  test('what shares its memory is left alone', () => {
    const pooled = Buffer.from('pooled');
    const whole = Buffer.alloc(1000, 1);
    const shared = new Uint8Array(new SharedArrayBuffer(8));
    for (const bytes of [pooled, whole.subarray(1), whole.subarray(0, 999), Buffer.alloc(0), shared]) release(bytes);
    expect(pooled.toString()).toBe('pooled');
    expect(whole).toEqual(Buffer.alloc(1000, 1));
    expect(shared.length).toBe(8);
  });
});
