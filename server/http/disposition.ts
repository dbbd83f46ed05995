import { extname } from 'node:path';
import { create } from 'content-disposition';

/** Longest name that is put in a header, in characters. */
const LONGEST = 180;

// Control characters; the marks that turn text round or hide in it; what separates folders.
const DANGEROUS = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/**
 * A Content-Disposition by RFC 6266 with the name in RFC 8187 form and an ASCII fallback. The name is data: what
 * could end the header, turn the text round in a save dialogue or name a folder is taken out first.
 */
export function disposition(name: string, inline: boolean): string {
  const safe = shortened(safeName(name));
  return create(safe, { type: inline ? 'inline' : 'attachment', fallback: asciiName(safe) });
}

function safeName(name: string): string {
  // A lone surrogate has no UTF-8 form; Buffer makes it U+FFFD.
  const text = Buffer.from(name, 'utf8').toString('utf8').replace(DANGEROUS, '').replace(/[/\\]/g, '_').trim();
  return /^\.*$/.test(text) ? 'file' : text;
}

function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  const extension = [...extname(name)];
  if (extension.length > 20) return characters.slice(0, LONGEST).join('');
  return [...characters.slice(0, LONGEST - extension.length), ...extension].join('');
}

function asciiName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]|["%/\\]/gu, '_');
}
