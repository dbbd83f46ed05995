import {
  IconFolder,
  IconHistory,
  IconInbox,
  IconLink,
  IconSettings,
  IconUserCircle,
  IconUsers,
} from '@tabler/icons-react';
import { Link, NavLink, useLocation } from 'react-router';
import { Mark } from '../components/mark.tsx';
import { useViewer } from '../gate/gate.tsx';
import classes from './frame.module.css';
import { MoreEntries } from './more-entries.tsx';

/** The way between pages: a rail at the left, a bar at the bottom of a phone. */
export function Rail() {
  const viewer = useViewer();
  const { pathname } = useLocation();
  const inFiles = pathname === '/' || pathname.startsWith('/folders/');
  return (
    <nav className={classes.rail} aria-label="Pages">
      <Link to="/" className={classes.brand} tabIndex={-1} aria-hidden="true">
        <Mark size={28} />
        <span className={classes.brandName}>Strongroom</span>
      </Link>
      <ul className={classes.nav}>
        <li>
          <Link to="/" className={classes.entry} aria-current={inFiles ? 'page' : undefined}>
            <IconFolder size={20} aria-hidden />
            <span className={classes.entryText}>Files</span>
          </Link>
        </li>
        <li>
          <NavLink to="/shared-with-me" className={() => classes.entry}>
            <IconUsers size={20} aria-hidden />
            <span className={`${classes.entryText} ${classes.long}`}>Shared with me</span>
            <span className={`${classes.entryText} ${classes.short}`}>Shared</span>
          </NavLink>
        </li>
        <li>
          <NavLink to="/links" className={() => classes.entry}>
            <IconLink size={20} aria-hidden />
            <span className={classes.entryText}>Links</span>
          </NavLink>
        </li>
        <li>
          <NavLink to="/requests" className={() => classes.entry}>
            <IconInbox size={20} aria-hidden />
            <span className={classes.entryText}>Requests</span>
          </NavLink>
        </li>
        <li>
          <NavLink to="/activity" className={() => classes.entry}>
            <IconHistory size={20} aria-hidden />
            <span className={classes.entryText}>Activity</span>
          </NavLink>
        </li>
        {viewer.role === 'ADMIN' && (
          <li className={`${classes.lower} ${classes.inMore}`}>
            <NavLink to="/admin" className={() => classes.entry}>
              <IconSettings size={20} aria-hidden />
              <span className={classes.entryText}>Admin</span>
            </NavLink>
          </li>
        )}
        <li className={viewer.role === 'ADMIN' ? classes.inMore : `${classes.lower} ${classes.inMore}`}>
          <NavLink to="/account" className={() => classes.entry}>
            <IconUserCircle size={20} aria-hidden />
            <span className={`${classes.entryText} ${classes.personName}`}>{viewer.name}</span>
            <span className={`${classes.entryText} ${classes.personShort}`}>Account</span>
          </NavLink>
        </li>
        <li className={classes.more}>
          <MoreEntries />
        </li>
      </ul>
    </nav>
  );
}
