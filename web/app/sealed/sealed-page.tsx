import { Button, PasswordInput, Stack } from '@mantine/core';
import { IconLockOpen } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { toStrongroomError } from '../../client/errors.ts';
import { graphql } from '../../client/generated/gql.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { useCountdown } from '../components/use-countdown.ts';
import { type OwnWords, waitWords } from '../words/errors.ts';

const UnsealVaultDocument = graphql(`
  mutation UnsealVault($passphrase: String!) {
    unsealVault(passphrase: $passphrase) {
      state
    }
  }
`);

const OWN: OwnWords = {
  WRONG_PASSPHRASE: {
    what: 'This passphrase does not open the vault.',
    todo: 'Check each word, their order, and the single spaces between them.',
  },
};

/** The vault is locked: the passphrase opens it, for everyone. */
export function SealedPage({ onUnsealed }: { onUnsealed: () => void }) {
  const client = useClient();
  const [passphrase, setPassphrase] = useState('');
  const action = useAction(() => mutate(client, UnsealVaultDocument, { passphrase }));
  const wait = action.failure ? (toStrongroomError(action.failure).retryAfter ?? 0) : 0;
  const left = useCountdown(wait, action.failure);
  const waited = wait > 0 && left === 0;

  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    if (passphrase === '' || left > 0) return;
    if (await action.run()) onUnsealed();
  };
  return (
    <PlainPage
      title="This vault is locked"
      lead="Files stay closed until someone who has the passphrase opens it. Usually that is an administrator."
      foot="Came here by a link? This vault is locked just now. Ask the person who sent it, or come back later."
    >
      <form onSubmit={unlock}>
        <Stack gap="md">
          <PasswordInput
            label="Passphrase"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus
            required
          />
          <ErrorNote failure={waited ? null : action.failure} own={OWN} />
          <Button
            type="submit"
            size="md"
            loading={action.busy}
            disabled={left > 0}
            leftSection={<IconLockOpen size={18} aria-hidden />}
          >
            {left > 0 ? `Unlock in ${waitWords(left)}` : 'Unlock'}
          </Button>
        </Stack>
      </form>
    </PlainPage>
  );
}
