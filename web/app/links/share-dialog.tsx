import { Modal, Skeleton, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { SharePolicyDocument } from '../../client/share-documents.ts';
import { createShare } from '../../client/shares.ts';
import { announce } from '../components/announcer.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { type Draft, expiryOf, limitsOf, type Policy } from './draft.ts';
import { LinkForm } from './link-form.tsx';
import { type Made, NewLink } from './new-link.tsx';
import { SharedThings } from './shared-things.tsx';
import type { Shared } from './words.ts';

interface ShareDialogProps {
  /** What the link gives; empty closes the dialog. */
  given: readonly Shared[];
  onClose(): void;
}

/** Makes a link: who, until when, within which limits; its end is the link itself. */
export function ShareDialog({ given, onClose }: ShareDialogProps) {
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={given.length > 0}
      onClose={close}
      title={made ? 'Your link is ready' : 'Share by link'}
      size="36rem"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {given.length > 0 &&
        (made ? (
          <NewLink made={made} given={given} onDone={close} />
        ) : (
          <Stack gap="md">
            <SharedThings given={given} />
            <UnderPolicy>
              {(policy) => <CreateForm given={given} policy={policy} onMade={setMade} onCancel={close} />}
            </UnderPolicy>
          </Stack>
        ))}
    </Modal>
  );
}

/** Waits for what the administrators demand of links. */
export function UnderPolicy({ children }: { children: (policy: Policy) => ReactNode }) {
  const [{ data, error }] = useQuery({ query: SharePolicyDocument, requestPolicy: 'cache-and-network' });
  if (data) return children(data.sharePolicy);
  if (error) return <ErrorNote failure={error} />;
  return <Skeleton h={220} role="status" aria-label="Loading" />;
}

interface CreateFormProps {
  given: readonly Shared[];
  policy: Policy;
  onMade: (made: Made) => void;
  onCancel: () => void;
}

function CreateForm({ given, policy, onMade, onCancel }: CreateFormProps) {
  const client = useClient();
  const create = async (draft: Draft) => {
    const link = await createShare(client, {
      ...limitsOf(draft),
      fileIds: given.filter(({ folder }) => !folder).map(({ id }) => id),
      folderIds: given.filter(({ folder }) => folder).map(({ id }) => id),
      expiresAt: expiryOf(draft, null, policy, Date.now()) ?? null,
      password: draft.password || null,
    });
    onMade({ url: link.url, link, password: draft.password });
    announce('The link is made.');
  };
  return <LinkForm link={null} policy={policy} confirm="Make the link" onSubmit={create} onCancel={onCancel} />;
}
