import { IconFile, IconFolder } from '@tabler/icons-react';
import { FileName } from '../files/name/file-name.tsx';
import classes from './links.module.css';
import { countOf, type Shared } from './words.ts';

/** So many are named; the rest is counted. */
const NAMED = 3;

/** What a link gives, in brief. */
export function SharedThings({ given }: { given: readonly Shared[] }) {
  const rest = given.slice(NAMED);
  return (
    <ul className={classes.things} aria-label="What the link gives">
      {given.slice(0, NAMED).map(({ id, name, folder }) => (
        <li key={id}>
          {folder ? (
            <IconFolder size={18} stroke={1.5} role="img" aria-label="Folder" />
          ) : (
            <IconFile size={18} stroke={1.5} role="img" aria-label="File" />
          )}
          <FileName name={name} />
        </li>
      ))}
      {rest.length > 0 && <li className={classes.soft}>and {countOf(rest)} more</li>}
    </ul>
  );
}
