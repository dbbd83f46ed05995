import { Button, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { useClient } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import { mutate } from '../../client/requests.ts';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { secretOf } from '../components/hash.ts';
import { isGoodPassword } from '../components/new-password.ts';
import { NewPasswordFields } from '../components/new-password-fields.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { useRefusals } from '../components/refusals.ts';
import type { OwnWords } from '../words/errors.ts';

const SetPasswordDocument = graphql(`
  mutation SetPassword($token: String!, $password: String!) {
    setPassword(token: $token, password: $password)
  }
`);

const OLD_LINK = {
  what: 'This link does not work any more.',
  todo: 'It works once, for seven days. Ask an administrator for a new one.',
};
const OWN: OwnWords = { NOT_FOUND: OLD_LINK, EXPIRED: OLD_LINK, USED_UP: OLD_LINK, WRONG_PASSPHRASE: OLD_LINK };

/** Where the one-time link of a new or a reset account leads; its token stands behind the `#`. */
export function SetPasswordPage() {
  const token = secretOf(useLocation().hash);
  const client = useClient();
  const [fresh, setFresh] = useState({ password: '', again: '' });
  const { form, count, refuse } = useRefusals();
  const [done, setDone] = useState(false);
  const action = useAction(() => mutate(client, SetPasswordDocument, { token, password: fresh.password }));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isGoodPassword(fresh)) return refuse();
    if (await action.run()) setDone(true);
  };
  if (!token) {
    return (
      <PlainPage title="This link is not whole" lead="Its end is missing.">
        <Text>Open it again from the message you got, or copy all of it into the address line.</Text>
      </PlainPage>
    );
  }
  if (done) {
    return (
      <PlainPage title="Your password is set" lead="From now on you sign in with it.">
        <Button component={Link} to="/" replace size="md" fullWidth autoFocus>
          Sign in
        </Button>
      </PlainPage>
    );
  }
  return (
    <PlainPage title="Choose your password" lead="With it you sign in from now on. Nobody else gets to see it.">
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <NewPasswordFields value={fresh} onChange={setFresh} checked={count > 0} />
          <ErrorNote failure={action.failure} own={OWN} />
          <Button type="submit" size="md" loading={action.busy}>
            Set the password
          </Button>
        </Stack>
      </form>
    </PlainPage>
  );
}
