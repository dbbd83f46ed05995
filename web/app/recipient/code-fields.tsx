import { Button, Stack, Text, TextInput } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { requestShareCode } from '../../client/shares.ts';
import { useAction } from '../action.ts';
import { announce } from '../components/announcer.tsx';
import { isEmail } from '../components/email.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { useCountdown } from '../components/use-countdown.ts';
import { waitWords } from '../words/errors.ts';

/** Seconds until another code is offered: mails need a while. */
const REST = 30;

interface CodeFieldsProps {
  token: string;
  code: string;
  onCode: (code: string) => void;
  autoFocus: boolean;
}

/** Has a code sent to an address, then takes it. The page does not say whether the address is one of the right ones. */
export function CodeFields({ token, code, onCode, autoFocus }: CodeFieldsProps) {
  const client = useClient();
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState<{ to: string } | null>(null);
  const [checked, setChecked] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const resting = useCountdown(REST, sent);
  // Whoever mistook the address need not wait.
  const rest = email.trim() === sent?.to ? resting : 0;
  const action = useAction(async () => {
    const to = email.trim();
    await requestShareCode(client, token, to);
    setSent({ to });
    announce('A code is on its way, if the address is one of the right ones.');
  });
  useEffect(() => {
    if (sent) field.current?.focus();
  }, [sent]);
  const ask = () => {
    setChecked(true);
    if (isEmail(email) && rest === 0) void action.run();
  };
  return (
    <>
      <Stack gap="xs">
        <TextInput
          label="Your e-mail address"
          type="email"
          autoComplete="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || code !== '') return;
            event.preventDefault();
            ask();
          }}
          error={checked && !isEmail(email) ? 'Enter your e-mail address.' : null}
          autoFocus={autoFocus}
          required
        />
        <Button
          variant={sent ? 'default' : 'light'}
          leftSection={<IconMail size={18} aria-hidden />}
          loading={action.busy}
          disabled={rest > 0}
          onClick={ask}
        >
          {rest > 0 ? `Another in ${waitWords(rest)}` : sent ? 'Send another code' : 'Send me a code'}
        </Button>
        <ErrorNote failure={action.failure} />
      </Stack>
      {sent && (
        <Text size="sm" role="status">
          If <bdi>{sent.to}</bdi> is an address that this link is meant for, a code is on its way. It works for ten
          minutes.
        </Text>
      )}
      <TextInput
        ref={field}
        label="Code"
        description="Six digits, out of the mail."
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        value={code}
        onChange={(event) => onCode(event.currentTarget.value.replace(/\D/g, '').slice(0, 6))}
        required
      />
    </>
  );
}
