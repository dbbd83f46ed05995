import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { useClient } from 'urql';
import { toStrongroomError } from '../../client/errors.ts';
import { type Receipt, RequestReceiptDocument } from '../../client/file-requests.ts';
import { query } from '../../client/requests.ts';
import { announce } from '../components/announcer.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { Moment } from '../components/moment.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { formatBytes } from '../files/format/bytes.ts';
import { files as countFiles } from '../files/format/count.ts';
import { FileName } from '../files/name/file-name.tsx';
import { ReceiptSheet } from './receipt-sheet.tsx';
import classes from './sender.module.css';
import { SENDER_WORDS } from './sender-words.ts';

/** How often a receipt whose hashes are being made is asked for, in milliseconds. */
const AGAIN = 2_000;

/** All is sent: what arrived, and the receipt to keep. */
export function ReceiptPage({ uploadToken, onOver }: { uploadToken: string; onOver: () => void }) {
  const { receipt, failure } = useReceipt(uploadToken, onOver);
  if (!receipt) {
    if (!failure) return <LoadingPage />;
    return (
      <PlainPage title="The receipt could not be fetched">
        <ErrorNote failure={failure} own={SENDER_WORDS} />
      </PlainPage>
    );
  }
  return (
    <PlainPage
      wide
      title="Thank you, all has arrived"
      lead={
        <>
          {countFiles(receipt.files.length)}, finished <Moment at={receipt.finishedAt} />.
        </>
      }
      foot={
        <>
          Anyone can check the receipt, and a file against it, at{' '}
          <Anchor component={Link} to="/receipt" target="_blank" inherit>
            this server’s receipt page
          </Anchor>
          .
        </>
      }
    >
      <ul className={classes.list}>
        {receipt.files.map((file) => (
          <li key={file.id} className={classes.file}>
            <div className={classes.what}>
              <FileName name={file.name} />
              <Text c="dimmed" size="xs">
                {formatBytes(file.size)}, <Moment at={file.receivedAt} />
              </Text>
              <code className={classes.hash}>{hashWords(file.sha256, receipt.complete)}</code>
            </div>
          </li>
        ))}
      </ul>
      <Take receipt={receipt} />
    </PlainPage>
  );
}

function hashWords(sha256: string | null | undefined, complete: boolean): string {
  if (sha256) return `SHA-256 ${sha256}`;
  return complete ? 'Deleted before it was hashed' : 'SHA-256 is being made…';
}

function Take({ receipt: { signed } }: { receipt: Receipt }) {
  if (signed === null || signed === undefined) {
    return (
      <Text mt="md" role="status">
        Your receipt is being prepared: the server reads large files once more to hash them. This page shows it as soon
        as it is ready.
      </Text>
    );
  }
  return (
    <Stack gap="sm" mt="lg">
      <Group gap="xs">
        <Button leftSection={<IconDownload size={18} aria-hidden />} onClick={() => save(signed)}>
          Download the receipt
        </Button>
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          Print it
        </Button>
      </Group>
      <Text c="dimmed" size="xs">
        The download is signed by this server and proves what it received, and when. The print is for your papers; it
        proves nothing by itself.
      </Text>
      <ReceiptSheet signed={signed} />
    </Stack>
  );
}

function save(signed: string): void {
  const url = URL.createObjectURL(new Blob([signed], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'receipt.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function useReceipt(uploadToken: string, onOver: () => void): { receipt: Receipt | null; failure: unknown } {
  const client = useClient();
  const [receipt, setReceipt] = useState<Receipt | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const over = useRef(onOver);
  over.current = onOver;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const ask = async () => {
      try {
        const { requestReceipt } = await query(client, RequestReceiptDocument, { uploadToken });
        if (left) return;
        setReceipt(requestReceipt);
        setFailure(null);
        if (requestReceipt.complete) announce('Your receipt is ready.');
        else timer = setTimeout(() => void ask(), AGAIN);
      } catch (error) {
        if (left) return;
        setFailure(error);
        if (toStrongroomError(error).code === 'UNAUTHENTICATED') over.current();
        else timer = setTimeout(() => void ask(), AGAIN);
      }
    };
    void ask();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [client, uploadToken]);
  return { receipt, failure };
}
