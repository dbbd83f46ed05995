import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAction } from '../action.ts';
import { answerOf, auth } from '../auth.ts';
import { CopyField } from '../components/copy-field.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { QrCode } from '../components/qr-code.tsx';
import type { OwnWords } from '../words/errors.ts';

const WRONG = { what: 'This code is not right.', todo: 'Codes change every half minute: enter the newest one.' };
const OWN: OwnWords = { WRONG_PASSPHRASE: WRONG };

interface VerifyDeviceProps {
  /** `otpauth://…` */
  uri: string;
  onBack: () => void;
  onVerified: () => void;
}

/** Hands the secret to an app on the phone, and asks for a code as a sign that it arrived. */
export function VerifyDevice({ uri, onBack, onVerified }: VerifyDeviceProps) {
  const [code, setCode] = useState('');
  const action = useAction(() => answerOf(auth.twoFactor.verifyTotp({ code: code.trim() })));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await action.run()) onVerified();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md" maw="26rem">
        <Text>Scan this with an app for sign-in codes. It then shows six digits; enter them below.</Text>
        <QrCode text={uri} label="QR code for your app" />
        <CopyField label="Or enter this by hand" text={new URL(uri).searchParams.get('secret') ?? uri} />
        <TextInput
          label="Code from your app"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
        />
        <ErrorNote failure={action.failure} own={OWN} />
        <Group gap="xs">
          <Button type="submit" loading={action.busy}>
            Turn it on
          </Button>
          <Button variant="default" onClick={onBack}>
            Not now
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
