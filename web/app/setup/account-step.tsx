import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { answerOf, auth } from '../auth.ts';
import { isEmail } from '../components/email.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { isGoodPassword } from '../components/new-password.ts';
import { NewPasswordFields } from '../components/new-password-fields.tsx';
import { useRefusals } from '../components/refusals.ts';
import type { OwnWords } from '../words/errors.ts';

const InitializeVaultDocument = graphql(`
  mutation InitializeVault($input: InitializeVaultInput!) {
    initializeVault(input: $input) {
      state
    }
  }
`);

const OLD_LINK = {
  what: 'This setup link is not the newest one.',
  todo: 'Open the link that the server printed last.',
};
const OWN: OwnWords = {
  WRONG_PASSPHRASE: OLD_LINK,
  FORBIDDEN: OLD_LINK,
  CONFLICT: { what: 'This server has just been set up by someone else.', todo: 'Load the page again to sign in.' },
};

interface AccountStepProps {
  code: string;
  passphrase: string;
  onBack: () => void;
  /** The vault stands, is unlocked, and this browser is signed in. */
  onReady: () => void;
}

/** The second step: the first administrator; makes the vault. */
export function AccountStep({ code, passphrase, onBack, onReady }: AccountStepProps) {
  const client = useClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [fresh, setFresh] = useState({ password: '', again: '' });
  const { form, count, refuse } = useRefusals();
  const sent = count > 0;
  const action = useAction(async () => {
    const input = {
      setupCode: code,
      passphrase,
      adminName: name.trim(),
      adminEmail: email.trim(),
      adminPassword: fresh.password,
    };
    await mutate(client, InitializeVaultDocument, { input });
    // The vault stands now whatever comes; if signing in fails, the sign-in page is next.
    await answerOf(auth.signIn.email({ email: email.trim(), password: fresh.password })).catch(() => undefined);
  });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim() || !isEmail(email) || !isGoodPassword(fresh)) return refuse();
    if (await action.run()) onReady();
  };
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <Text>
          You manage this server with it: you add people and unlock the vault. Their files stay hidden from you.
        </Text>
        <TextInput
          label="Name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={sent && !name.trim() ? 'Enter your name.' : null}
          autoComplete="name"
          autoFocus
          required
        />
        <TextInput
          label="E-mail address"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={sent && !isEmail(email) ? 'Enter a whole e-mail address.' : null}
          autoComplete="username"
          required
        />
        <NewPasswordFields value={fresh} onChange={setFresh} checked={sent} />
        <ErrorNote failure={action.failure} own={OWN} />
        <Group justify="space-between">
          <Button variant="default" onClick={onBack} disabled={action.busy}>
            Back
          </Button>
          <Button type="submit" loading={action.busy}>
            Make the vault
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
