import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAction } from '../action.ts';
import { answerOf, auth } from '../auth.ts';
import { ErrorNote } from '../components/error-note.tsx';
import type { OwnWords } from '../words/errors.ts';

const OWN: OwnWords = {
  WRONG_PASSPHRASE: { what: 'This code is not right.', todo: 'Codes change every half minute: enter the newest one.' },
  EXPIRED: { what: 'This took too long.', todo: 'Go back and enter your password again.' },
};

interface SecondFactorFormProps {
  onSignedIn: () => void;
  onBack: () => void;
}

/** The second proof: a code from an app, or one of the recovery codes. */
export function SecondFactorForm({ onSignedIn, onBack }: SecondFactorFormProps) {
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState('');
  const [trust, setTrust] = useState(false);
  const action = useAction(async () => {
    const body = { code: code.trim(), trustDevice: trust };
    await answerOf(recovery ? auth.twoFactor.verifyBackupCode(body) : auth.twoFactor.verifyTotp(body));
    onSignedIn();
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void action.run();
  };
  const swap = () => {
    setRecovery(!recovery);
    setCode('');
    action.reset();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          key={String(recovery)}
          label={recovery ? 'Recovery code' : 'Code from your app'}
          description={recovery ? 'One of the codes you kept. Each works once.' : 'Six digits.'}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode={recovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          spellCheck={false}
          autoFocus
          required
        />
        <Checkbox
          label="Do not ask on this device for 30 days"
          checked={trust}
          onChange={(event) => setTrust(event.currentTarget.checked)}
        />
        <ErrorNote failure={action.failure} own={OWN} />
        <Button type="submit" size="md" loading={action.busy}>
          Sign in
        </Button>
        <Button variant="subtle" onClick={swap}>
          {recovery ? 'Use a code from the app' : 'Use a recovery code'}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          Back to the password
        </Button>
      </Stack>
    </form>
  );
}
