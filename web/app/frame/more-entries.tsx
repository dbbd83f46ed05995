import { Menu } from '@mantine/core';
import { IconDots, IconSettings, IconUserCircle } from '@tabler/icons-react';
import { Link, useLocation } from 'react-router';
import { useViewer } from '../gate/gate.tsx';
import classes from './frame.module.css';

const PLACES = ['/admin', '/account'];

/** On a phone: what the bar has no room for. */
export function MoreEntries() {
  const viewer = useViewer();
  const { pathname } = useLocation();
  const here = PLACES.some((place) => pathname.startsWith(place));
  return (
    <Menu position="top-end" shadow="md" width="14rem" withinPortal={false}>
      <Menu.Target>
        <button type="button" className={classes.entry} aria-current={here ? 'page' : undefined}>
          <IconDots size={20} aria-hidden />
          <span className={classes.entryText}>More</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {viewer.role === 'ADMIN' && (
          <Menu.Item component={Link} to="/admin" leftSection={<IconSettings size={18} aria-hidden />}>
            Admin
          </Menu.Item>
        )}
        <Menu.Item component={Link} to="/account" leftSection={<IconUserCircle size={18} aria-hidden />}>
          {viewer.name}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
