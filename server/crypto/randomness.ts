import { randomBytes, randomFillSync } from 'node:crypto';

/** The random bytes that sealing takes. Only tests give another one than `systemRandomness`. */
export interface Randomness {
  /** 24 fresh bytes for one sealing. */
  salt(): Buffer;
  /** Puts 16 fresh bytes at the beginning of `place`, for segment `index` of suite 2. */
  iv(index: number, place: Buffer): void;
}

export const systemRandomness: Randomness = {
  salt: () => randomBytes(24),
  iv: (_index, place) => {
    randomFillSync(place, 0, 16);
  },
};
