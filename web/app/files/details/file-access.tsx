import { Button, NativeSelect, Stack, Text } from '@mantine/core';
import { useClient } from 'urql';
import { type FragmentType, readFragment } from '../../../client/generated/index.ts';
import type { ShareRole } from '../../../client/generated/schema.ts';
import { FileAccessFragment, ShareWithUserDocument, UnshareWithUserDocument } from '../../../client/people.ts';
import { mutate } from '../../../client/requests.ts';
import { useAction } from '../../action.ts';
import { announce } from '../../components/announcer.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { SHARE_ROLE_CHOICES, SHARE_ROLE_WORDS } from '../../words/share-roles.ts';
import classes from './details.module.css';
import { PersonPicker } from './person-picker.tsx';

interface Person {
  id: string;
  name: string;
}

/** Who may use a file; its owner gives and takes back here. */
export function FileAccess({ file }: { file: FragmentType<typeof FileAccessFragment> }) {
  const { id: fileId, role: mine, owner, access } = readFragment(FileAccessFragment, file);
  const client = useClient();
  const give = useAction(async ({ id, name }: Person, role: ShareRole) => {
    await mutate(client, ShareWithUserDocument, { fileId, userId: id, role });
    announce(`${name}: ${SHARE_ROLE_WORDS[role]}.`);
  });
  const take = useAction(async ({ id, name }: Person) => {
    await mutate(client, UnshareWithUserDocument, { fileId, userId: id });
    announce(`Taken back from ${name}.`);
  });
  return (
    <section className={classes.facts} aria-label="Who has access">
      <h3>Who has access</h3>
      {mine ? (
        <Text>
          <bdi>{owner.name}</bdi> shares this file with you. You{' '}
          {mine === 'EDITOR' ? 'can view, download and rename it.' : 'can view and download it.'}
        </Text>
      ) : (
        <Stack gap="sm">
          {access.length === 0 ? (
            <Text c="dimmed">Only you, and whoever has a link of yours.</Text>
          ) : (
            <ul className={classes.people} aria-label="People with access">
              {access.map(({ user, role }) => (
                <li key={user.id}>
                  <bdi>{user.name}</bdi>
                  <NativeSelect
                    aria-label={`What ${user.name} can do`}
                    data={SHARE_ROLE_CHOICES}
                    value={role}
                    disabled={give.busy}
                    onChange={(event) => void give.run(user, event.currentTarget.value as ShareRole)}
                  />
                  <Button
                    variant="default"
                    aria-label={`Take back from ${user.name}`}
                    disabled={take.busy}
                    onClick={() => void take.run(user)}
                  >
                    Take back
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <PersonPicker has={access.map(({ user }) => user.id)} onGive={(person, role) => give.run(person, role)} />
          <ErrorNote failure={give.failure ?? take.failure} />
        </Stack>
      )}
    </section>
  );
}
