/** Pseudo-random numbers that a seed repeats (mulberry32). */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** 0 … sides - 1. */
  roll(sides: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * sides);
  }

  pick<T>(from: readonly T[]): T {
    return from[this.roll(from.length)] as T;
  }
}

type Change = (bytes: Buffer, dice: Dice, words: readonly string[]) => Buffer;

const cut = (bytes: Buffer, dice: Dice): [number, number] => {
  const start = dice.roll(bytes.length + 1);
  return [start, Math.min(bytes.length, start + 1 + dice.roll(40))];
};

const CHANGES: Change[] = [
  (bytes, dice) => {
    const copy = Buffer.from(bytes);
    if (copy.length > 0) copy[dice.roll(copy.length)] = dice.roll(256);
    return copy;
  },
  (bytes, dice) => {
    const [start, end] = cut(bytes, dice);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  (bytes, dice) => {
    const [start, end] = cut(bytes, dice);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  (bytes, dice, words) => {
    const at = dice.roll(bytes.length + 1);
    const word = Buffer.from(dice.pick(words), 'latin1');
    return Buffer.concat([bytes.subarray(0, at), ...Array<Buffer>(1 + dice.roll(3)).fill(word), bytes.subarray(at)]);
  },
  (bytes, dice) => bytes.subarray(0, dice.roll(bytes.length + 1)),
  (bytes, dice) => {
    const at = dice.roll(bytes.length + 1);
    return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
  },
];

/** `bytes` with one to four changes: bytes turned, dropped, doubled, moved, words put in, the end cut off. */
export function mutate(bytes: Buffer, dice: Dice, words: readonly string[]): Buffer {
  let mutated = bytes;
  for (let i = 1 + dice.roll(4); i > 0; i -= 1) mutated = dice.pick(CHANGES)(mutated, dice, words);
  return mutated;
}
