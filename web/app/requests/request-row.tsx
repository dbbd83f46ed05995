import { Badge, Button, Group, Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { CloseFileRequestDocument, type FileRequestItem } from '../../client/file-requests.ts';
import { mutate } from '../../client/requests.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Moment } from '../components/moment.tsx';
import { Row } from '../components/rows.tsx';
import { formatBytes } from '../files/format/bytes.ts';
import { files as countFiles } from '../files/format/count.ts';
import { ABOUT_REQUESTS } from './documents.ts';
import { RequestLink } from './request-link.tsx';
import { Senders } from './senders.tsx';

interface RequestRowProps {
  request: FileRequestItem;
  /** The cursor of the listing that it stands in. */
  page: string | null;
}

/** One request: what it asks for, how it stands, what can be done about it. */
export function RequestRow({ request, page }: RequestRowProps) {
  const client = useClient();
  const [dialog, setDialog] = useState<'link' | 'came' | 'close' | null>(null);
  const shut = () => setDialog(null);
  const { title, url } = request;
  return (
    <Row
      title={
        <>
          <bdi>{title}</bdi>
          {request.endedAt ? <Badge color="gray">Ended</Badge> : <Badge>Open</Badge>}
          {request.hasPassword && <Badge color="gray">Password</Badge>}
        </>
      }
      stacks
      meta={<Standing request={request} />}
      actions={
        <Group gap="xs">
          {request.files > 0 && (
            <Button variant="default" size="xs" aria-label={`What came for ${title}`} onClick={() => setDialog('came')}>
              What came
            </Button>
          )}
          {url && (
            <>
              <CopyButton text={url} label="Copy link" size="xs" />
              <Button
                variant="default"
                size="xs"
                aria-label={`Show link of ${title}`}
                onClick={() => setDialog('link')}
              >
                Show link
              </Button>
              <Button variant="default" size="xs" aria-label={`Close ${title}`} onClick={() => setDialog('close')}>
                Close
              </Button>
            </>
          )}
          <Modal
            opened={dialog === 'link' && url !== null}
            onClose={shut}
            title={title}
            closeButtonProps={{ 'aria-label': 'Close' }}
          >
            {url && <RequestLink url={url} title={title} expiresAt={request.expiresAt ?? null} />}
          </Modal>
          <Modal
            opened={dialog === 'came'}
            onClose={shut}
            title={`What came for “${title}”`}
            size="lg"
            closeButtonProps={{ 'aria-label': 'Close' }}
          >
            <Senders requestId={request.id} page={page} />
          </Modal>
          <ConfirmDialog
            opened={dialog === 'close'}
            onClose={shut}
            title={`Close “${title}”?`}
            confirm="Close the request"
            onConfirm={() => mutate(client, CloseFileRequestDocument, { id: request.id }, ABOUT_REQUESTS)}
          >
            <Text>The link stops to work at once. What has arrived stays; what is on its way is lost.</Text>
          </ConfirmDialog>
        </Group>
      }
    />
  );
}

function Standing({ request }: { request: FileRequestItem }) {
  const { files, maxFiles, maxFileSize, expiresAt, endedAt } = request;
  const came = maxFiles ? `${files} of ${countFiles(maxFiles)}` : files === 0 ? 'Nothing yet' : countFiles(files);
  return (
    <>
      {came}
      {maxFileSize ? `, each up to ${formatBytes(maxFileSize)}` : ''}.{' '}
      {endedAt ? (
        <>
          Ended <Moment at={endedAt} />.
        </>
      ) : expiresAt ? (
        <>
          Ends <Moment at={expiresAt} />.
        </>
      ) : (
        'Open until you close it.'
      )}
    </>
  );
}
