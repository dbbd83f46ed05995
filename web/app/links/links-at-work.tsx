import { Modal, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useClient } from 'urql';
import { mutate } from '../../client/requests.ts';
import { RevokeShareDocument } from '../../client/share-documents.ts';
import { type ShareItem, updateShare } from '../../client/shares.ts';
import { announce } from '../components/announcer.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { ABOUT_LINKS } from './about-links.ts';
import { type Draft, expiryOf, limitsOf, type Policy } from './draft.ts';
import { LinkForm } from './link-form.tsx';
import type { LinkActions } from './link-line.tsx';
import { NewLink } from './new-link.tsx';
import { UnderPolicy } from './share-dialog.tsx';
import { linkName, type Shared } from './words.ts';

type Asked = { what: keyof LinkActions; link: ShareItem } | null;

interface LinksAtWorkProps {
  children: (actions: LinkActions) => ReactNode;
  /** Told whether one of the dialogs is open, which then gets the keys. */
  onCovered?: (covered: boolean) => void;
}

/** A list of links, with the dialogs that its lines open. */
export function LinksAtWork({ children, onCovered }: LinksAtWorkProps) {
  const [asked, ask] = useState<Asked>(null);
  const setAsked = (next: Asked) => {
    ask(next);
    onCovered?.(next !== null);
  };
  const close = () => setAsked(null);
  const actions: LinkActions = {
    show: (link) => setAsked({ what: 'show', link }),
    change: (link) => setAsked({ what: 'change', link }),
    revoke: (link) => setAsked({ what: 'revoke', link }),
  };
  return (
    <>
      {children(actions)}
      <Modal
        opened={asked?.what === 'show'}
        onClose={close}
        title="Give the link away"
        size="36rem"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {asked?.what === 'show' && asked.link.url && (
          <NewLink
            made={{ url: asked.link.url, link: asked.link, password: '' }}
            given={thingsOf(asked.link)}
            onDone={close}
          />
        )}
      </Modal>
      <Modal
        opened={asked?.what === 'change'}
        onClose={close}
        title="Change the link"
        size="36rem"
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {asked?.what === 'change' && (
          <UnderPolicy>{(policy) => <ChangeForm link={asked.link} policy={policy} onDone={close} />}</UnderPolicy>
        )}
      </Modal>
      <RevokeDialog link={asked?.what === 'revoke' ? asked.link : null} onClose={close} />
    </>
  );
}

function thingsOf({ files, folders }: ShareItem): Shared[] {
  return [
    ...folders.map(({ id, name }) => ({ id: id ?? '', name, folder: true })),
    ...files.map((file) => ({ ...file, folder: false })),
  ];
}

function ChangeForm({ link, policy, onDone }: { link: ShareItem; policy: Policy; onDone: () => void }) {
  const client = useClient();
  const change = async (draft: Draft) => {
    const expiresAt = expiryOf(draft, link, policy, Date.now());
    const changes = {
      ...limitsOf(draft),
      ...(expiresAt !== undefined && { expiresAt }),
      ...(draft.withoutPassword ? { password: null } : draft.password !== '' && { password: draft.password }),
    };
    await updateShare(client, link.id, changes);
    announce('The link is changed.');
    onDone();
  };
  return <LinkForm link={link} policy={policy} confirm="Change the link" onSubmit={change} onCancel={onDone} />;
}

function RevokeDialog({ link, onClose }: { link: ShareItem | null; onClose: () => void }) {
  const client = useClient();
  return (
    <ConfirmDialog
      opened={link !== null}
      onClose={onClose}
      title="Revoke this link?"
      confirm="Revoke"
      grave
      onConfirm={async () => {
        await mutate(client, RevokeShareDocument, { id: link?.id ?? '' }, ABOUT_LINKS);
        announce('The link is revoked.');
      }}
    >
      {link && (
        <Text fw={600}>
          <bdi>{linkName(link)}</bdi>
        </Text>
      )}
      <Text>
        Whoever has it finds nothing any more, and downloads cannot go on. Your files stay. A revoked link cannot be
        brought back; make a new one instead.
      </Text>
    </ConfirmDialog>
  );
}
