import { IconLink, IconUsers } from '@tabler/icons-react';
import { people as countPeople } from '../format/count.ts';
import classes from './file-list.module.css';

interface SharedStateProps {
  /** Whether a link gives it. */
  linked: boolean;
  people: number;
}

/** Who else gets at a file, in two small signs with words for whoever hovers or listens; nothing where nobody does. */
export function SharedState({ linked, people }: SharedStateProps) {
  return (
    <>
      {linked && <Sign icon={IconLink} words="In a link" />}
      {people > 0 && <Sign icon={IconUsers} words={`Shared with ${countPeople(people)}`} />}
    </>
  );
}

function Sign({ icon: Icon, words }: { icon: typeof IconLink; words: string }) {
  return (
    <span role="img" aria-label={words} title={words} className={classes.sign}>
      <Icon size={18} stroke={1.6} aria-hidden />
    </span>
  );
}
