import { Button, Menu } from '@mantine/core';
import { IconArrowsExchange, IconBan, IconCircleCheck, IconDots, IconKey, IconUserCog } from '@tabler/icons-react';
import { useState } from 'react';
import { useClient } from 'urql';
import { mutate } from '../../client/requests.ts';
import { announce } from '../components/announcer.tsx';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { DisableUserDocument, EnableUserDocument, SetUserRoleDocument } from './person-documents.ts';
import type { Person } from './person-row.tsx';
import { DisableWords, EnableWords, LAST_ADMIN, RoleWords } from './person-words.tsx';
import { ResetPersonDialog } from './reset-person-dialog.tsx';
import { TransferDialog } from './transfer-dialog.tsx';

type Asking = 'role' | 'disable' | 'enable' | 'reset' | 'transfer';

/** What an administrator can do with an account; each asks first and says what it means. */
export function PersonActions({ person, self }: { person: Person; self: boolean }) {
  const client = useClient();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { id, name } = person;
  const dialog = (which: Asking) => ({ opened: asking === which, onClose: () => setAsking(null) });
  const role = person.role === 'ADMIN' ? 'MEMBER' : 'ADMIN';
  return (
    <>
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDots size={16} aria-hidden />}
            aria-label={`Change ${name}`}
          >
            Change
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUserCog size={18} aria-hidden />} onClick={() => setAsking('role')}>
            {role === 'ADMIN' ? 'Make an administrator' : 'Make a member'}
          </Menu.Item>
          <Menu.Item leftSection={<IconKey size={18} aria-hidden />} onClick={() => setAsking('reset')}>
            Reset the sign-in
          </Menu.Item>
          <Menu.Item leftSection={<IconArrowsExchange size={18} aria-hidden />} onClick={() => setAsking('transfer')}>
            Hand over the files
          </Menu.Item>
          {person.disabled ? (
            <Menu.Item leftSection={<IconCircleCheck size={18} aria-hidden />} onClick={() => setAsking('enable')}>
              Enable
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconBan size={18} aria-hidden />} onClick={() => setAsking('disable')}>
              Disable
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        {...dialog('role')}
        title={role === 'ADMIN' ? `Make ${name} an administrator?` : `Make ${name} a member?`}
        confirm={role === 'ADMIN' ? 'Make an administrator' : 'Make a member'}
        own={LAST_ADMIN}
        onConfirm={() => mutate(client, SetUserRoleDocument, { id, role })}
      >
        <RoleWords role={role} self={self} />
      </ConfirmDialog>
      <ConfirmDialog
        {...dialog('disable')}
        title={`Disable ${name}?`}
        confirm="Disable"
        grave
        own={LAST_ADMIN}
        onConfirm={async () => {
          await mutate(client, DisableUserDocument, { id });
          announce(`${name} is disabled`);
        }}
      >
        <DisableWords self={self} />
      </ConfirmDialog>
      <ConfirmDialog
        {...dialog('enable')}
        title={`Enable ${name}?`}
        confirm="Enable"
        onConfirm={async () => {
          await mutate(client, EnableUserDocument, { id });
          announce(`${name} can sign in again`);
        }}
      >
        <EnableWords />
      </ConfirmDialog>
      <ResetPersonDialog {...dialog('reset')} person={person} />
      <TransferDialog {...dialog('transfer')} person={person} />
    </>
  );
}
