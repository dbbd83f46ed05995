import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { SignedReceipt } from '../../client/receipt.ts';
import { exactBytes, formatBytes } from '../files/format/bytes.ts';
import { exactTime } from '../files/format/when.ts';
import { FileName } from '../files/name/file-name.tsx';
import classes from './receipt.module.css';

/** What a receipt says, in words. */
export function ReceiptFacts({ receipt }: { receipt: SignedReceipt }) {
  const sender = [receipt.sender.name, receipt.sender.email].filter((part) => part !== null).join(', ');
  return (
    <>
      <dl className={classes.facts}>
        <Fact name="Received by">
          {receipt.owner}, at {receipt.server}
        </Fact>
        <Fact name="For">{receipt.title}</Fact>
        <Fact name="Sent by, as they said">{sender || 'They gave no name'}</Fact>
        <Fact name="Finished">{exactTime(new Date(receipt.finishedAt))}</Fact>
      </dl>
      <ul className={classes.files} aria-label="Files">
        {receipt.files.map((file) => (
          <li key={file.id}>
            <FileName name={file.name} />
            <Text c="dimmed" size="xs" title={exactBytes(file.size)}>
              {formatBytes(file.size)}, received {exactTime(new Date(file.receivedAt))}
            </Text>
            <code className={classes.hash}>{file.sha256 ?? 'No hash: it was deleted before it was made.'}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
