import { Alert, Button, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconFileCheck, IconUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useClient } from 'urql';
import { parseReceipt, type SignedReceipt, verifyReceipt } from '../../client/receipt.ts';
import { useAction } from '../action.ts';
import { announce } from '../components/announcer.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { WindowDrop } from '../files/uploads/window-drop.tsx';
import { CheckFile } from './check-file.tsx';
import classes from './receipt.module.css';
import { ReceiptFacts } from './receipt-facts.tsx';

/** A receipt is read as text up to this size; bytes. */
const LARGEST = 16 * 1024 * 1024;

const PROVEN =
  'A receipt proves that this server received files with these hashes, at these times by its clock. It does not prove who the sender was, nor that the files are there still.';

type Verdict = { genuine: true; receipt: SignedReceipt } | { genuine: false };

/** Checks a receipt, and files against it. Needs no account. */
export function ReceiptCheckPage() {
  const client = useClient();
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const action = useAction(async (given: string) => {
    // What a message or an editor puts around it is not part of it.
    const signed = given.trim();
    const receipt = parseReceipt(signed);
    const genuine = receipt !== null && (await verifyReceipt(client, signed));
    setVerdict(genuine ? { genuine, receipt } : { genuine: false });
    announce(genuine ? 'This receipt is genuine.' : 'This is not a receipt of this server.');
  });
  const check = (given: string) => {
    setVerdict(null);
    void action.run(given);
  };
  const take = async ([file]: readonly File[]) => {
    if (!file) return;
    const given = file.size > LARGEST ? '' : await file.text();
    setText(given);
    check(given);
  };
  if (verdict?.genuine) {
    return (
      <PlainPage
        wide
        title="This receipt is genuine"
        lead="Not a byte of it was changed since this server signed it."
        foot={PROVEN}
      >
        <ReceiptFacts receipt={verdict.receipt} />
        <CheckFile receipt={verdict.receipt} />
        <Button
          mt="lg"
          variant="default"
          onClick={() => {
            setVerdict(null);
            setText('');
          }}
        >
          Check another receipt
        </Button>
      </PlainPage>
    );
  }
  return (
    <PlainPage
      wide
      title="Check a receipt"
      lead="It tells what this server received, and when. Drop the file anywhere on this page, choose it, or paste its text."
      foot={PROVEN}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim()) check(text);
        }}
      >
        <Stack gap="md">
          <Button
            variant="default"
            leftSection={<IconUpload size={18} aria-hidden />}
            className={classes.choose}
            onClick={() => picker.current?.click()}
          >
            Choose the receipt
          </Button>
          <input
            ref={picker}
            type="file"
            accept=".json,application/json"
            className={classes.picker}
            tabIndex={-1}
            aria-hidden="true"
            data-testid="receipt-picker"
            onChange={(event) => {
              void take([...(event.currentTarget.files ?? [])]);
              event.currentTarget.value = '';
            }}
          />
          <Textarea
            label="Or its text"
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setVerdict(null);
            }}
            minRows={4}
            maxRows={10}
            autosize
            spellCheck={false}
            classNames={{ input: classes.text ?? '' }}
          />
          {verdict && (
            <Alert
              color="red"
              variant="outline"
              role="alert"
              icon={<IconAlertTriangle aria-hidden />}
              title="This is not a receipt of this server, or it was changed."
            >
              <Text>Even one changed character makes it so. Ask for the file itself, as it was downloaded.</Text>
            </Alert>
          )}
          <ErrorNote failure={action.failure} />
          <Button type="submit" leftSection={<IconFileCheck size={18} aria-hidden />} loading={action.busy}>
            Check it
          </Button>
        </Stack>
      </form>
      <WindowDrop
        onDrop={({ files }) => void take(files.map(({ file }) => file))}
        words="Drop the receipt to check it"
      />
    </PlainPage>
  );
}
