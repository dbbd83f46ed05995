import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { FinishFileRequestDocument } from '../../client/file-requests.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { isBusy } from '../files/uploads/queue.ts';
import { useQueue } from '../files/uploads/uploads-context.ts';
import classes from './sender.module.css';
import { SENDER_WORDS } from './sender-words.ts';

/** The end: who sent it, if they like to say, and the receipt. */
export function FinishForm({ uploadToken, onFinished }: { uploadToken: string; onFinished: () => void }) {
  const client = useClient();
  const busy = isBusy(useQueue());
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const action = useAction(() =>
    mutate(client, FinishFileRequestDocument, { uploadToken, senderName: name || null, senderEmail: email || null }),
  );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!busy && (await action.run())) onFinished();
  };
  return (
    <form onSubmit={submit} noValidate className={classes.part}>
      <Title order={2} className={classes.heading}>
        When all is sent
      </Title>
      <Stack gap="md">
        <Group grow align="flex-start" gap="sm" className={classes.names}>
          <TextInput
            label="Your name"
            description="If you like"
            autoComplete="name"
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label="Your e-mail address"
            description="If you like"
            type="email"
            autoComplete="email"
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </Group>
        <ErrorNote failure={action.failure} own={SENDER_WORDS} />
        <Button type="submit" size="md" loading={action.busy} disabled={busy}>
          Finish and get a receipt
        </Button>
        <Text c="dimmed" size="xs">
          {busy ? 'Some files are still on the way.' : 'Nothing can be added afterwards.'}
        </Text>
      </Stack>
    </form>
  );
}
