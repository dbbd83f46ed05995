import { Button, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAction } from '../action.ts';
import { answerOf, auth } from '../auth.ts';
import { DoneNote } from '../components/done-note.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { isGoodPassword } from '../components/new-password.ts';
import { NewPasswordFields } from '../components/new-password-fields.tsx';
import { PasswordField } from '../components/password-field.tsx';
import { useRefusals } from '../components/refusals.ts';
import { Section } from '../components/section.tsx';
import type { OwnWords } from '../words/errors.ts';

const OWN: OwnWords = {
  WRONG_PASSPHRASE: { what: 'The current password is not right.', todo: 'Check it and try again.' },
};
const EMPTY = { password: '', again: '' };

/** Changes the password; every other session ends. */
export function PasswordSection() {
  const [current, setCurrent] = useState('');
  const [fresh, setFresh] = useState(EMPTY);
  const { form, count, refuse, forget } = useRefusals();
  const sent = count > 0;
  const [done, setDone] = useState(false);
  const action = useAction(async () => {
    const body = { currentPassword: current, newPassword: fresh.password, revokeOtherSessions: true };
    await answerOf(auth.changePassword(body));
  });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    if (!current || !isGoodPassword(fresh)) return refuse();
    if (!(await action.run())) return;
    setCurrent('');
    setFresh(EMPTY);
    forget();
    setDone(true);
  };
  return (
    <Section title="Password" lead="A new password signs you out on every other device.">
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md" maw="26rem">
          <PasswordField
            label="Current password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            error={sent && !current ? 'Enter your current password.' : null}
            autoComplete="current-password"
            required
          />
          <NewPasswordFields label="New password" value={fresh} onChange={setFresh} checked={sent} />
          <ErrorNote failure={action.failure} own={OWN} />
          {done && <DoneNote>Your password is changed.</DoneNote>}
          <Button type="submit" variant="default" loading={action.busy} style={{ alignSelf: 'flex-start' }}>
            Change the password
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
