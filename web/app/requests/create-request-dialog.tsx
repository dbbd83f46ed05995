import {
  Button,
  Checkbox,
  Collapse,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { createFileRequest } from '../../client/file-requests.ts';
import { SharePolicyDocument } from '../../client/share-documents.ts';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { useRefusals } from '../components/refusals.ts';
import { RequestFoldersDocument } from './documents.ts';
import { RequestLink } from './request-link.tsx';

const DAY = 86_400_000;
const MB = 1_000_000;
const LIVES = [
  { value: '1', label: '1 day' },
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '', label: 'Until I close it' },
];

interface Made {
  url: string;
  title: string;
  expiresAt: string | null;
}

/** Makes a request; its end is the link. */
export function CreateRequestDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const [made, setMade] = useState<Made | null>(null);
  const close = () => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? 'Your request is ready' : 'New request'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {made ? (
        <Stack gap="md">
          <RequestLink {...made} />
          <Button onClick={close}>Done</Button>
        </Stack>
      ) : (
        <RequestForm onMade={setMade} onCancel={close} />
      )}
    </Modal>
  );
}

function RequestForm({ onMade, onCancel }: { onMade: (made: Made) => void; onCancel: () => void }) {
  const client = useClient();
  const [{ data }] = useQuery({ query: RequestFoldersDocument });
  const [{ data: rules }] = useQuery({ query: SharePolicyDocument });
  const [title, setTitle] = useState('');
  const [note, setNote] = useState('');
  const [folderId, setFolderId] = useState('');
  const [days, setDays] = useState('7');
  const [more, setMore] = useState(false);
  const [maxFiles, setMaxFiles] = useState<number | string>('');
  const [megabytes, setMegabytes] = useState<number | string>('');
  const [password, setPassword] = useState('');
  const [notify, setNotify] = useState(true);
  const { form, count, refuse } = useRefusals();
  const sent = count > 0;
  const weak = password !== '' && password.length < 8;
  const action = useAction(async () => {
    const expiresAt = days ? new Date(Date.now() + Number(days) * DAY).toISOString() : null;
    const input = {
      title: title.trim(),
      note: note.trim() || null,
      folderId: folderId || null,
      expiresAt,
      maxFiles: maxFiles === '' ? null : Number(maxFiles),
      maxFileSize: megabytes === '' ? null : Math.round(Number(megabytes) * MB),
      password: password || null,
      notify,
    };
    const { url } = await createFileRequest(client, input);
    onMade({ url, title: input.title, expiresAt });
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (title.trim() && !weak) return void action.run();
    if (weak) setMore(true);
    refuse();
  };
  const folders = (data?.folder.folders.nodes ?? []).flatMap(({ id, name }) =>
    id ? [{ value: id, label: name }] : [],
  );
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="What you ask for"
          description="The sender reads it as the title."
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={sent && !title.trim() ? 'Say what you ask for.' : null}
          maxLength={200}
          data-autofocus
          required
        />
        <Textarea
          label="A note for the sender"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={2000}
          minRows={2}
          maxRows={6}
          autosize
        />
        <NativeSelect
          label="Open for"
          data={LIVES}
          value={days}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        {folders.length > 0 && (
          <NativeSelect
            label="Files come into"
            data={[{ value: '', label: 'Files' }, ...folders]}
            value={folderId}
            onChange={(event) => setFolderId(event.currentTarget.value)}
          />
        )}
        {rules?.sharePolicy.sendsMail && (
          <Checkbox
            label="Tell me by e-mail when something arrives"
            checked={notify}
            onChange={(event) => setNotify(event.currentTarget.checked)}
          />
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          style={{ alignSelf: 'flex-start' }}
          aria-expanded={more}
          onClick={() => setMore(!more)}
        >
          {more ? 'Less' : 'More: limits and a password'}
        </Button>
        {/* Where it opens for a fault, at once: what still unfolds takes no focus. */}
        <Collapse expanded={more} keepMountedMode="display-none" transitionDuration={sent ? 0 : 200}>
          <Stack gap="md">
            <NumberInput
              label="Most files in all"
              description="Empty for any number."
              value={maxFiles}
              onChange={setMaxFiles}
              min={1}
              allowDecimal={false}
            />
            <NumberInput
              label="Largest file, in MB"
              description="Empty for the server’s own limit."
              value={megabytes}
              onChange={setMegabytes}
              min={0.001}
            />
            <PasswordField
              label="Password"
              description="At least 8 characters. Tell it to the sender by another way than the link."
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={sent && weak ? 'It needs 8 characters or more.' : null}
              maxLength={256}
              autoComplete="new-password"
            />
          </Stack>
        </Collapse>
        <ErrorNote failure={action.failure} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={action.busy}>
            Make the link
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
