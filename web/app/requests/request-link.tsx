import { Stack, Text } from '@mantine/core';
import { CopyButton } from '../components/copy-button.tsx';
import { CopyField } from '../components/copy-field.tsx';
import { QrCode } from '../components/qr-code.tsx';
import classes from './requests.module.css';

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** The link to give away: to copy, to scan, and in a sentence that is ready to be sent. */
export function RequestLink({ url, title, expiresAt }: { url: string; title: string; expiresAt: string | null }) {
  const until = expiresAt ? ` The link works until ${day.format(new Date(expiresAt))}.` : '';
  const sentence = `Please send me your files for “${title}” here: ${url} You need no account.${until}`;
  return (
    <Stack gap="md">
      <CopyField label="Link" text={url} />
      <div className={classes.ready}>
        <Text className={classes.sentence}>{sentence}</Text>
        <CopyButton text={sentence} label="Copy the sentence" />
      </div>
      <QrCode text={url} label="The link as a QR code" size={180} />
    </Stack>
  );
}
