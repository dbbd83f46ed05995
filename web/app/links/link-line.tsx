import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconLinkOff, IconPencil, IconQrcode } from '@tabler/icons-react';
import { Link as PageLink } from 'react-router';
import type { ShareItem } from '../../client/shares.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { Moment } from '../components/moment.tsx';
import { plainName } from '../files/name/visible.ts';
import { State } from './link-state.tsx';
import classes from './links.module.css';
import { countShared, downloadWords, linkName, stateOf } from './words.ts';

/** What can be done with a link. */
export interface LinkActions {
  show: (link: ShareItem) => void;
  change: (link: ShareItem) => void;
  revoke: (link: ShareItem) => void;
}

interface LinkLineProps {
  link: ShareItem;
  actions: LinkActions;
  /** Whether to leave out what it holds, where that is known. */
  brief?: boolean;
}

/** One link: what it gives to whom, whether it works, how often it was used. */
export function LinkLine({ link, actions, brief }: LinkLineProps) {
  const state = stateOf(link, Date.now());
  const name = brief && !link.label ? 'Link' : linkName(link);
  return (
    <li className={classes.link}>
      <div>
        <p className={classes.linkName}>
          <bdi>{name}</bdi>
        </p>
        <Holds link={link} brief={brief ?? false} />
      </div>
      <div className={classes.facts}>
        <State state={state} />
        <span className={classes.fact}>
          <Until link={link} active={state === 'ACTIVE'} />
        </span>
        <span className={classes.fact}>{downloadWords(link)}</span>
      </div>
      <div className={classes.acts}>
        {state === 'ACTIVE' && link.url && (
          <>
            <CopyButton text={link.url} label="Copy" size="xs" aria-label={`Copy the link ${name}`} />
            <LineMenu link={link} name={name} actions={actions} />
          </>
        )}
      </div>
    </li>
  );
}

function Until({ link, active }: { link: ShareItem; active: boolean }) {
  const over = link.endedAt ?? link.expiresAt;
  if (!active) return <>Ended {over && <Moment at={over} />}</>;
  if (link.expiresAt === null) return <>Never expires</>;
  return (
    <>
      Expires <Moment at={link.expiresAt} />
    </>
  );
}

/** The files are ways to their own links. */
function Holds({ link, brief }: { link: ShareItem; brief: boolean }) {
  const { files, folders, recipients, hasPassword, requireCode } = link;
  const [first] = files;
  // What it gave, and to whom, is destroyed with its end.
  if (link.endedAt !== null && files.length === 0 && folders.length === 0) {
    return (
      <p className={classes.linkMeta}>
        Made <Moment at={link.createdAt} />
      </p>
    );
  }
  const words = [
    recipients.length > 0 ? `For ${recipients.join(', ')}` : 'For anyone with the link',
    ...(hasPassword ? ['password'] : []),
    ...(requireCode ? ['code'] : []),
  ];
  return (
    <p className={classes.linkMeta}>
      {!brief && (
        <>
          {files.length === 1 && folders.length === 0 && first && link.label ? (
            <PageLink to={`/?file=${first.id}`}>
              <bdi>{plainName(first.name)}</bdi>
            </PageLink>
          ) : (
            countShared(files.length, folders.length)
          )}
          {' · '}
        </>
      )}
      {words.join(' · ')}
      {' · made '}
      <Moment at={link.createdAt} />
    </p>
  );
}

function LineMenu({ link, name, actions }: { link: ShareItem; name: string; actions: LinkActions }) {
  return (
    <Menu position="bottom-end" shadow="md" width="12rem" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Actions for ${name}`}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconQrcode size={18} aria-hidden />} onClick={() => actions.show(link)}>
          Show link and QR
        </Menu.Item>
        <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={() => actions.change(link)}>
          Change
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconLinkOff size={18} aria-hidden />} onClick={() => actions.revoke(link)}>
          Revoke
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
