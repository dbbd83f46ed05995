import { KEYS } from './keys.ts';

interface Described {
  doc: string;
  default?: string;
}

const entries = (): [string, Described][] => Object.entries(KEYS);

/** The text of `--help`. */
export function helpText(): string {
  const lines = entries().map(([name, { doc, default: absent }]) => {
    return `  ${name}\n      ${doc}${absent === undefined ? '' : ` Default: ${absent}`}`;
  });
  return `Strongroom: encrypted file sharing that you run yourself.

Usage: npm start

It is configured by environment variables:

${lines.join('\n')}
`;
}

/** The content of `.env.example`. The program does not read `.env`; the file is for whatever starts it. */
export function envExample(): string {
  const lines = entries().map(([name, { doc, default: absent }]) => `# ${doc}\n# ${name}=${absent ?? ''}\n`);
  return `# Strongroom does not read this file by itself: give these variables to whatever starts it.\n\n${lines.join('\n')}`;
}

/** The README's table of variables. */
export function configurationTable(): string {
  const rows = entries().map(([name, { doc, default: absent }]) => `| \`${name}\` | ${absent ?? ''} | ${doc} |`);
  return ['| variable | default | what it is for |', '|---|---|---|', ...rows].join('\n');
}
