import { parseReceipt } from '../../client/receipt.ts';
import { PrintSheet } from '../components/print-sheet.tsx';
import { exactBytes } from '../files/format/bytes.ts';
import { exactTime } from '../files/format/when.ts';
import { plainName } from '../files/name/visible.ts';

/** The receipt on paper. */
export function ReceiptSheet({ signed }: { signed: string }) {
  const receipt = parseReceipt(signed);
  if (!receipt) return null;
  const { name, email } = receipt.sender;
  const sender = [name, email].filter((part) => part !== null).join(', ');
  return (
    <PrintSheet title="Receipt for files">
      <dl>
        <dt>Received by</dt>
        <dd>
          {receipt.owner}, at {receipt.server}
        </dd>
        <dt>For</dt>
        <dd>{receipt.title}</dd>
        {sender && <dt>Sent by, as they said</dt>}
        {sender && <dd>{sender}</dd>}
        <dt>Finished</dt>
        <dd>{exactTime(new Date(receipt.finishedAt))}</dd>
        <dt>Receipt number</dt>
        <dd>{receipt.receipt}</dd>
      </dl>
      {receipt.files.map((file) => (
        <dl key={file.id}>
          <dt>File</dt>
          <dd>{plainName(file.name)}</dd>
          <dt>Size and time</dt>
          <dd>
            {exactBytes(file.size)}, {exactTime(new Date(file.receivedAt))}
          </dd>
          <dt>SHA-256</dt>
          <dd>{file.sha256 ?? 'None: it was deleted before it was hashed.'}</dd>
        </dl>
      ))}
      <p>
        The signed form of this receipt is a JSON file. Whoever has it can check it at {receipt.server}/receipt; this
        paper proves nothing by itself.
      </p>
    </PrintSheet>
  );
}
