import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import type { ShareItem } from '../../client/shares.ts';
import { CopyButton } from '../components/copy-button.tsx';
import { CopyField } from '../components/copy-field.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { useViewer } from '../gate/gate.tsx';
import classes from './links.module.css';
import { countOf, type Shared, sentenceFor } from './words.ts';

export interface Made {
  url: string;
  link: ShareItem;
  /** As it was typed just now; empty where there is none, or nobody here knows it. */
  password: string;
}

interface NewLinkProps {
  made: Made;
  given: readonly Shared[];
  onDone: () => void;
}

/** A link to be given away: to copy, to scan, and as a sentence to paste. */
export function NewLink({ made: { url, link, password }, given, onDone }: NewLinkProps) {
  const { name } = useViewer();
  const { label, expiresAt, hasPassword, requireCode } = link;
  const what = countOf(given);
  const sentence = sentenceFor({ sender: name, what, label, url, expiresAt, hasPassword, requireCode });
  return (
    <Stack gap="lg">
      <CopyField label="Link" text={url} autoFocus />
      {password && (
        <div>
          <CopyField label="Password" text={password} />
          <Text c="dimmed" size="xs" mt={6}>
            It is not shown again. Tell it another way than the link: by phone, or in person.
          </Text>
        </div>
      )}
      <div className={classes.giving}>
        <div>
          <Textarea
            label="A message to paste"
            value={sentence}
            readOnly
            rows={6}
            classNames={{ input: classes.message }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <CopyButton text={sentence} label="Copy the message" mt="xs" />
        </div>
        <figure className={classes.qr}>
          <QrCode text={url} label="The link as a QR code" size={148} />
          <figcaption>For a phone’s camera</figcaption>
        </figure>
      </div>
      <Group justify="flex-end">
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}
