import { describe, expect, test } from 'vitest';
import { bitsOf, drawPlaces, drawWords, judgePassphrase, randomBelow } from '../../../../web/app/setup/passphrase.ts';
import { WORDS } from '../../../../web/app/setup/words.ts';

describe('the list of words', () => {
  test('has 2,048 words, each once, so that one is worth 11 bits', () => {
    expect(WORDS).toHaveLength(2048);
    expect(new Set(WORDS).size).toBe(2048);
  });

  test('has short plain words only', () => {
    expect(WORDS.filter((word) => !/^[a-z]{4,7}$/.test(word))).toEqual([]);
  });
});

describe('drawing', () => {
  test('a number that would favour the small ones is drawn again', () => {
    const drawn = [2 ** 32 - 1, 7];
    expect(randomBelow(6, () => drawn.shift() as number)).toBe(1);
    expect(drawn).toEqual([]);
  });

  test('every number below the bound comes, and none beyond', () => {
    const seen = new Set(Array.from({ length: 2000 }, () => randomBelow(10)));
    expect([...seen].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('six words come from the list and differ from draw to draw', () => {
    const first = drawWords(6);
    expect(first).toHaveLength(6);
    expect(first.every((word) => WORDS.includes(word))).toBe(true);
    expect(drawWords(6)).not.toEqual(first);
  });

  test('six words are told to be 66 bits', () => {
    expect(bitsOf(6)).toBe(66);
  });

  test('the two places asked for again differ, stand in order and lie in the passphrase', () => {
    for (let turn = 0; turn < 500; turn += 1) {
      const [first, second] = drawPlaces(6);
      expect(first).toBeGreaterThanOrEqual(0);
      expect(second).toBeGreaterThan(first);
      expect(second).toBeLessThan(6);
    }
  });
});

describe('a passphrase of one’s own', () => {
  test.each([
    ['six words', 'we keep two old green bikes', true],
    ['twenty characters', 'Tr4-vel%light&far+now', true],
    ['five short words', 'we keep two old cars', true],
    ['four short words', 'we keep two cars', false],
    ['nothing', '', false],
    ['one character again and again', 'aaaaaaaaaaaaaaaaaaaaaaaa', false],
    ['a space at the end', 'we keep two old green bikes ', false],
  ])('%s', (_case, passphrase, enough) => {
    expect(judgePassphrase(passphrase).enough).toBe(enough);
  });

  test('what is missing is said', () => {
    expect(judgePassphrase('short one').words).toMatch(/six words/);
  });
});
