/** A run of ordinary text, or one character that would not be seen or would reorder the text round it. */
export type NamePiece = { kind: 'text'; text: string } | { kind: 'mark'; code: string };

// Controls, bidirectional overrides and isolates, invisible spaces, separators, lone surrogates.
// U+200C and U+200D stay: Persian and joined emoji need them.
const UNSEEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/gu;

/** Cuts a name at every character that could deceive the eye, so that each can be shown as a mark. */
export function namePieces(name: string): NamePiece[] {
  const pieces: NamePiece[] = [];
  let from = 0;
  for (const match of name.matchAll(UNSEEN)) {
    if (match.index > from) pieces.push({ kind: 'text', text: name.slice(from, match.index) });
    pieces.push({ kind: 'mark', code: codeOf(match[0]) });
    from = match.index + match[0].length;
  }
  if (from < name.length) pieces.push({ kind: 'text', text: name.slice(from) });
  return pieces;
}

/** The name as one string for titles, labels and announcements; unseen characters as `[U+202E]`. */
export function plainName(name: string): string {
  return namePieces(name)
    .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.code}]`))
    .join('');
}

function codeOf(character: string): string {
  return `U+${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
