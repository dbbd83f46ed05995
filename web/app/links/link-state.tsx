import { IconBan, IconCircleCheck, IconClockOff, IconLink } from '@tabler/icons-react';
import classes from './links.module.css';
import { type LinkState, STATE_WORDS } from './words.ts';

const ICONS = { ACTIVE: IconLink, EXPIRED: IconClockOff, USED_UP: IconCircleCheck, REVOKED: IconBan };

/** Whether a link works, and why not. */
export function State({ state }: { state: LinkState }) {
  const Icon = ICONS[state];
  return (
    <span className={classes.state} data-state={state}>
      <Icon size={16} aria-hidden /> {STATE_WORDS[state]}
    </span>
  );
}
