import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAction } from '../action.ts';
import { answerOf, auth } from '../auth.ts';
import { ErrorNote } from '../components/error-note.tsx';
import type { OwnWords } from '../words/errors.ts';

const WRONG = {
  what: 'The e-mail address or the password is not right.',
  todo: 'Check both. An administrator can give you a link to set a new password.',
};
const OWN: OwnWords = { WRONG_PASSPHRASE: WRONG, UNAUTHENTICATED: WRONG, BAD_INPUT: WRONG };

interface PasswordFormProps {
  onSignedIn: () => void;
  /** The password was right; the account wants a second proof. */
  onSecondFactor: () => void;
}

export function PasswordForm({ onSignedIn, onSecondFactor }: PasswordFormProps) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const action = useAction(async () => {
    const answer = await answerOf(auth.signIn.email({ email: email.trim(), password }));
    if ('twoFactorRedirect' in answer && answer.twoFactorRedirect) onSecondFactor();
    else onSignedIn();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="E-mail address"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoComplete="username"
          autoFocus
          required
        />
        <PasswordInput
          label="Password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          required
        />
        <ErrorNote failure={action.failure} own={OWN} />
        <Button type="submit" size="md" loading={action.busy}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
