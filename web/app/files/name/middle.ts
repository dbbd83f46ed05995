/** At least so many characters, as a reader counts them, stay whole at the end of a long name. */
const TAIL = 12;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Splits a name so that its middle can be left out while its end, with the extension, stays
 * readable. Never cuts inside a character as a reader sees it. Short names have an empty tail.
 */
export function splitName(name: string): { head: string; tail: string } {
  // Bounded work for absurd names: the tail lies within the last code units.
  const cut = Math.max(0, name.length - 200);
  const starts = [...graphemes.segment(name.slice(cut))].map((part) => cut + part.index);
  if (starts.length <= TAIL * 2 && cut === 0) return { head: name, tail: '' };
  const from = cutAt(name, starts);
  return { head: name.slice(0, from), tail: name.slice(from) };
}

/** Between words where one ends near, so that no joined letters (Arabic, Devanagari) come apart. */
function cutAt(name: string, starts: number[]): number {
  const near = starts.slice(-TAIL - 8, -TAIL + 1).reverse();
  const between = near.find((at) => !JOINS.test(name.slice(0, at)) && name[at] !== ' ');
  return between ?? near[0] ?? name.length;
}

const JOINS = /[\p{L}\p{M}]$/u;
const STRONG = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;

/** The side a name begins on: that of its first letter, as in HTML's `dir=auto`. */
export function direction(name: string): 'ltr' | 'rtl' {
  const letter = STRONG.exec(name)?.[0];
  return letter !== undefined && RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}
