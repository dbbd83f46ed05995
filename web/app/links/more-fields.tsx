import { Button, Checkbox, Group, NumberInput } from '@mantine/core';
import { useState } from 'react';
import { PasswordField } from '../components/password-field.tsx';
import { drawWords } from '../setup/passphrase.ts';
import type { FieldsProps } from './link-form.tsx';

/** Password, download limit, code, notice. What needs mail is offered where the server can send it. */
export function MoreFields(props: FieldsProps) {
  const { draft, change, faults, policy, link } = props;
  return (
    <>
      <PasswordFields {...props} />
      <NumberInput
        label="Download limit"
        description={
          link
            ? 'How often each file may be downloaded, what was downloaded already included. Empty: as often as they like.'
            : 'How often each file may be downloaded. Empty: as often as they like.'
        }
        value={draft.downloads}
        onChange={(downloads) => change({ downloads })}
        error={faults.downloads}
        min={1}
        max={1_000_000}
        clampBehavior="none"
        allowDecimal={false}
        allowNegative={false}
        hideControls
        inputMode="numeric"
      />
      {policy.sendsMail && (
        <>
          <Checkbox
            label="Ask for a code"
            description={
              draft.named
                ? 'Whoever opens the link enters one of the addresses above and the code that is sent there.'
                : 'Name the people above first: the code is sent to them.'
            }
            disabled={!draft.named}
            checked={draft.named && draft.requireCode}
            onChange={(event) => change({ requireCode: event.currentTarget.checked })}
          />
          <Checkbox
            label="Tell me by e-mail"
            description="At the first download, and the day before the link expires."
            checked={draft.notify}
            onChange={(event) => change({ notify: event.currentTarget.checked })}
          />
        </>
      )}
    </>
  );
}

function PasswordFields({ draft, change, faults, policy, link }: FieldsProps) {
  const [visible, setVisible] = useState(false);
  const has = link?.hasPassword === true;
  return (
    <div>
      <PasswordField
        label={has ? 'New password' : 'Password'}
        description={
          has
            ? 'Empty: the present one stays.'
            : `${policy.requirePassword ? 'Every link needs one here.' : 'Optional.'} Tell it another way than the link.`
        }
        value={draft.password}
        onChange={(event) => change({ password: event.currentTarget.value, withoutPassword: false })}
        error={faults.password}
        visible={visible}
        onVisibilityChange={setVisible}
        autoComplete="new-password"
        disabled={draft.withoutPassword}
      />
      <Group gap="md" mt={6}>
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={draft.withoutPassword}
          onClick={() => {
            change({ password: drawWords(4).join('-') });
            setVisible(true);
          }}
        >
          Suggest one
        </Button>
        {has && !policy.requirePassword && (
          <Checkbox
            label="Take the password away"
            checked={draft.withoutPassword}
            onChange={(event) => change({ withoutPassword: event.currentTarget.checked, password: '' })}
          />
        )}
      </Group>
    </div>
  );
}
