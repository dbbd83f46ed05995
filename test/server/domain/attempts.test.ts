import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Attempts, forgiveAttempts, openAttempts, takeAttempt } from '../../../server/domain/attempts.ts';
import { Problem } from '../../../server/domain/problem.ts';

let folder: string;
let file: string;
let attempts: Attempts;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'strongroom-attempts-'));
  file = path.join(folder, 'attempts.sqlite');
  attempts = openAttempts(file);
});
afterEach(async () => {
  vi.useRealTimers();
  attempts.close();
  await rm(folder, { recursive: true });
});

const take = (kind: Parameters<typeof takeAttempt>[1], key: string) => takeAttempt({ attempts }, kind, key);
const limited = expect.objectContaining({ code: 'RATE_LIMITED' });

async function spend(kind: Parameters<typeof takeAttempt>[1], key: string, times: number): Promise<void> {
  for (let i = 0; i < times; i += 1) await take(kind, key);
}

describe('attempts', () => {
  test('are refused beyond the limit, with the seconds to wait, for that key alone', async () => {
    await spend('unseal', '192.0.2.1', 10);
    const refusal = await take('unseal', '192.0.2.1').catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Problem);
    expect(refusal).toMatchObject({ code: 'RATE_LIMITED', message: 'Too many attempts. Try again in 10 minutes.' });
    expect((refusal as Problem).retryAfter).toBeGreaterThan(590);
    await take('unseal', '192.0.2.2');
    await take('signIn', '192.0.2.1');
  });

  test('are counted before they are made, however many come at once', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 50 }, () => take('signInAccount', 'a@example.org')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
  });

  test('are let through again after their time', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await spend('setupCode', '192.0.2.1', 10);
    await expect(take('setupCode', '192.0.2.1')).rejects.toEqual(limited);
    vi.setSystemTime(Date.now() + 601_000);
    await take('setupCode', '192.0.2.1');
  });

  test('lock an account for fifteen minutes from the one too many', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await spend('signInAccount', 'a@example.org', 10);
    vi.setSystemTime(Date.now() + 890_000);
    await expect(take('signInAccount', 'a@example.org')).rejects.toEqual(limited);
    vi.setSystemTime(Date.now() + 890_000);
    await expect(take('signInAccount', 'a@example.org')).rejects.toEqual(limited);
    vi.setSystemTime(Date.now() + 20_000);
    await take('signInAccount', 'a@example.org');
  });

  test('outlive a restart', async () => {
    await spend('unseal', '192.0.2.1', 10);
    attempts.close();
    attempts = openAttempts(file);
    await expect(take('unseal', '192.0.2.1')).rejects.toEqual(limited);
  });

  test('that succeed clear the count of an account, and give an address one back', async () => {
    await spend('signInAccount', 'a@example.org', 10);
    await forgiveAttempts({ attempts }, 'signInAccount', 'a@example.org');
    await spend('signInAccount', 'a@example.org', 10);
    await spend('signIn', '192.0.2.1', 30);
    await forgiveAttempts({ attempts }, 'signIn', '192.0.2.1');
    await take('signIn', '192.0.2.1');
    await expect(take('signIn', '192.0.2.1')).rejects.toEqual(limited);
  });

  test('count one IPv6 network as one address', async () => {
    for (let i = 1; i <= 10; i += 1) await take('unseal', `2001:db8:1:2::${i}`);
    await expect(take('unseal', '2001:DB8:1:2:ffff:ffff:ffff:ffff')).rejects.toEqual(limited);
    await take('unseal', '2001:db8:1:3::1');
    await spend('unseal', '::ffff:192.0.2.7', 10);
    await expect(take('unseal', '192.0.2.7')).rejects.toEqual(limited);
  });

  test('let a folder of 2,000 small files through', async () => {
    for (let i = 0; i < 2000; i += 1) {
      await take('upload', 'a user');
      await take('userRequest', 'a user');
    }
  });

  test('leave no address in the file, which only its owner may read', async () => {
    await take('signInAccount', 'someone@example.org');
    await take('signIn', '192.0.2.99');
    for (const name of [file, `${file}-wal`]) {
      const bytes = await readFile(name);
      expect(bytes.includes('someone@example.org')).toBe(false);
      expect(bytes.includes('192.0.2.99')).toBe(false);
      expect((await stat(name)).mode & 0o077).toBe(0);
    }
  });
});
