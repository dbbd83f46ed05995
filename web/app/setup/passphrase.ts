import { WORDS } from './words.ts';

/** A whole number from 0 to `below` - 1, each as likely as the other, from the browser's secure source. */
export function randomBelow(below: number, random: () => number = secureUint32): number {
  // Numbers past the last whole multiple are drawn again: a plain remainder would favour the small ones.
  const usable = 2 ** 32 - (2 ** 32 % below);
  for (;;) {
    const drawn = random();
    if (drawn < usable) return drawn % below;
  }
}

function secureUint32(): number {
  // getRandomValues fills the one element.
  return crypto.getRandomValues(new Uint32Array(1))[0] as number;
}

/** So many words, drawn independently; a word may come twice. */
export function drawWords(count: number): string[] {
  return Array.from({ length: count }, () => WORDS[randomBelow(WORDS.length)] as string);
}

/** How hard drawn words are to guess, in bits. */
export function bitsOf(count: number): number {
  return Math.round(count * Math.log2(WORDS.length));
}

/** Two different places of a passphrase to ask for again, in order, counted from 0. */
export function drawPlaces(count: number): [number, number] {
  const first = randomBelow(count);
  const second = (first + 1 + randomBelow(count - 1)) % count;
  return first < second ? [first, second] : [second, first];
}

/** A passphrase of one's own, looked at: whether it is enough, and what to say about it. */
export function judgePassphrase(passphrase: string): { enough: boolean; words: string } {
  const words = passphrase.trim().split(/\s+/).filter(Boolean).length;
  const characters = [...passphrase].length;
  if (passphrase !== passphrase.trim()) return { enough: false, words: 'It begins or ends with a space.' };
  if (new Set(passphrase).size < 8 && characters > 0) return { enough: false, words: 'Too few different characters.' };
  if (words >= 6) return { enough: true, words: `${words} words: long enough, if nobody can find them in a text.` };
  if (characters >= 20)
    return { enough: true, words: `${characters} characters: long enough, if nobody can guess them.` };
  return { enough: false, words: `At least six words, or 20 characters. So far: ${characters} characters.` };
}
