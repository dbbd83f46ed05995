import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves once `look` gives something true; rejects after so many milliseconds. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T> | T,
  within = 20_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + within;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() > deadline) throw new Error(`not within ${within} ms: ${what}`);
    await sleep(20);
  }
}
