import { Button, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { PasswordField } from '../components/password-field.tsx';
import { useRefusals } from '../components/refusals.ts';
import { judgePassphrase } from './passphrase.ts';

/** A passphrase that a person thought of, twice, with a word on its strength. */
export function OwnPassphrase({ onChosen }: { onChosen: (passphrase: string) => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const { form, count, refuse } = useRefusals();
  const sent = count > 0;
  const { enough, words } = judgePassphrase(passphrase);
  const same = passphrase === again;

  const choose = (event: FormEvent) => {
    event.preventDefault();
    if (enough && same) onChosen(passphrase);
    else refuse();
  };
  return (
    <form ref={form} onSubmit={choose} noValidate>
      <Stack gap="md">
        <PasswordField
          label="Passphrase"
          description={words}
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
          error={sent && !enough ? 'Make it longer or more varied.' : null}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <PasswordField
          label="The same again"
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={sent && !same ? 'The two differ.' : null}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          required
        />
        <Button type="submit" size="md">
          Go on
        </Button>
      </Stack>
    </form>
  );
}
