import { Button, PasswordInput, Stack } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { type StrongroomErrorCode, toStrongroomError } from '../../client/errors.ts';
import { type OpenedShare, openShare, type ShareInfo } from '../../client/shares.ts';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { useCountdown } from '../components/use-countdown.ts';
import { type OwnWords, type Words, waitWords } from '../words/errors.ts';
import { CodeFields } from './code-fields.tsx';
import { FOOT, TAB, Until } from './words.tsx';

/** Failures that concern the link itself, and not what was entered. */
const OVER: ReadonlySet<StrongroomErrorCode> = new Set([
  'NOT_FOUND',
  'EXPIRED',
  'USED_UP',
  'VAULT_SEALED',
  'VAULT_UNINITIALIZED',
]);

interface LockedLinkProps {
  token: string;
  info: ShareInfo;
  onOpened: (opened: OpenedShare) => void;
  onClosed: (failure: unknown) => void;
}

/** Asks for what the link needs: a password, a code out of a mail, or both. */
export function LockedLink({ token, info, onOpened, onClosed }: LockedLinkProps) {
  const { needsPassword, needsCode, sender, kind, expiresAt } = info;
  const client = useClient();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const action = useAction(async () => {
    try {
      const proof = { ...(needsPassword && { password }), ...(needsCode && { code }) };
      onOpened(await openShare(client, token, proof));
    } catch (fault) {
      if (OVER.has(toStrongroomError(fault).code)) return onClosed(fault);
      throw fault;
    }
  });
  const left = useCountdown(action.failure ? (toStrongroomError(action.failure).retryAfter ?? 0) : 0, action.failure);

  const open = (event: FormEvent) => {
    event.preventDefault();
    if ((needsPassword && password === '') || (needsCode && code.length !== 6) || left > 0) return;
    void action.run();
  };
  return (
    <PlainPage
      title={`${sender} sent you ${kind === 'FILE' ? 'a file' : 'files'}`}
      tab={TAB}
      lead={
        <>
          {needsCode
            ? 'To open the link, show that you are one of the people it is meant for.'
            : 'The link needs a password. Whoever sent it can tell you.'}{' '}
          <Until at={expiresAt} />
        </>
      }
      foot={FOOT}
    >
      <form onSubmit={open} noValidate>
        <Stack gap="md">
          {needsPassword && (
            <PasswordInput
              label="Password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              autoFocus
              required
            />
          )}
          {needsCode && <CodeFields token={token} code={code} onCode={setCode} autoFocus={!needsPassword} />}
          <ErrorNote failure={action.failure} own={wordsFor(needsPassword, needsCode)} />
          <Button
            type="submit"
            size="md"
            loading={action.busy}
            disabled={left > 0}
            leftSection={<IconLockOpen size={18} aria-hidden />}
          >
            {left > 0 ? `Open in ${waitWords(left)}` : 'Open'}
          </Button>
        </Stack>
      </form>
    </PlainPage>
  );
}

function wordsFor(password: boolean, code: boolean): OwnWords {
  const wrong: Words =
    password && code
      ? {
          what: 'The password or the code is not right.',
          todo: 'Check both. A code works for ten minutes: ask for a new one.',
        }
      : code
        ? {
            what: 'This code is not right, or its time is over.',
            todo: 'Check the newest mail, or ask for a new code.',
          }
        : {
            what: 'This password is not right.',
            todo: 'Check capital letters and signs, or ask whoever sent the link.',
          };
  return { WRONG_PASSPHRASE: wrong };
}
