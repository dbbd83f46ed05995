import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { useClient, useQuery } from 'urql';
import { toStrongroomError } from '../../client/errors.ts';
import {
  FileRequestInfoDocument,
  type OpenedFileRequest,
  OpenFileRequestDocument,
} from '../../client/file-requests.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { useCountdown } from '../components/use-countdown.ts';
import { errorWords, waitWords } from '../words/errors.ts';
import { keep, readKept } from './kept-sender.ts';
import { SENDER_WORDS } from './sender-words.ts';
import { SendingPage } from './sending-page.tsx';

/** Where a request's link leads: for people who have no account here. */
export function SenderPage() {
  const { token = '' } = useParams();
  const [kept, setKept] = useState(() => readKept(token));
  const change = (next: typeof kept) => {
    keep(token, next);
    setKept(next);
  };
  if (kept) {
    return (
      <SendingPage kept={kept} onFinished={() => change({ ...kept, finished: true })} onOver={() => change(null)} />
    );
  }
  return <OpenPage token={token} onOpened={(opened) => change({ opened, finished: false })} />;
}

interface OpenPageProps {
  token: string;
  onOpened: (opened: OpenedFileRequest) => void;
}

/** Opens the request: at once, or by its password. */
function OpenPage({ token, onOpened }: OpenPageProps) {
  const client = useClient();
  const [{ data, error }] = useQuery({
    query: FileRequestInfoDocument,
    variables: { token },
    requestPolicy: 'network-only',
  });
  const action = useAction(async (password: string | null) => {
    onOpened((await mutate(client, OpenFileRequestDocument, { token, password })).openFileRequest);
  });
  const info = data?.fileRequestInfo;
  const open = info !== undefined && !info.needsPassword;
  const begun = useRef(false);
  const { run } = action;
  useEffect(() => {
    if (!open || begun.current) return;
    begun.current = true;
    void run(null);
  }, [open, run]);

  const failure = error ?? (open ? action.failure : null);
  if (failure) return <NotOpenPage failure={failure} />;
  if (!info || open) return <LoadingPage />;
  return <PasswordPage owner={info.owner} failure={action.failure} busy={action.busy} onPassword={run} />;
}

function NotOpenPage({ failure }: { failure: unknown }) {
  const { what, todo } = errorWords(failure, SENDER_WORDS);
  return (
    <PlainPage title={what.replace(/\.$/, '')} lead={todo}>
      <Button variant="default" onClick={() => window.location.reload()}>
        Try again
      </Button>
    </PlainPage>
  );
}

interface PasswordPageProps {
  owner: string;
  failure: unknown;
  busy: boolean;
  onPassword: (password: string) => Promise<unknown>;
}

function PasswordPage({ owner, failure, busy, onPassword }: PasswordPageProps) {
  const [password, setPassword] = useState('');
  const left = useCountdown(failure ? (toStrongroomError(failure).retryAfter ?? 0) : 0, failure);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== '' && left === 0) void onPassword(password);
  };
  return (
    <PlainPage
      title={`${owner} asks you for files`}
      lead="The request is protected by a password."
      foot="You need no account. What you send is encrypted before it is stored."
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <PasswordInput
            label="Password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            autoComplete="off"
            autoFocus
            required
          />
          <ErrorNote failure={failure} own={SENDER_WORDS} />
          <Button type="submit" size="md" loading={busy} disabled={left > 0}>
            {left > 0 ? `Try again in ${waitWords(left)}` : 'Go on'}
          </Button>
          <Text c="dimmed" size="xs">
            You got it together with the link, or by another way.
          </Text>
        </Stack>
      </form>
    </PlainPage>
  );
}
