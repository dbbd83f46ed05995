import { Radio, Stack, TagsInput } from '@mantine/core';
import type { FieldsProps } from './link-form.tsx';

/** For anyone who has the link, or for people by their addresses. */
export function RecipientFields({ draft, change, faults, policy }: FieldsProps) {
  return (
    <>
      <Radio.Group
        label="For whom"
        value={draft.named ? 'named' : 'anyone'}
        onChange={(value) => change({ named: value === 'named' })}
      >
        <Stack gap={6} mt={6}>
          <Radio value="anyone" label="Anyone with the link" data-autofocus={!draft.named || undefined} />
          <Radio value="named" label="People by their e-mail address" />
        </Stack>
      </Radio.Group>
      {draft.named && (
        <TagsInput
          label="E-mail addresses"
          description={
            policy.sendsMail
              ? 'The link alone does not tell who opens it. Ask for a code below, and only these people get in.'
              : 'For your own knowledge: whoever has the link can open it.'
          }
          placeholder={draft.recipients.length === 0 ? 'name@example.org' : ''}
          type="email"
          inputMode="email"
          autoComplete="off"
          splitChars={[',', ';', ' ']}
          value={draft.recipients}
          onChange={(given) => change({ recipients: separate(given) })}
          error={faults.recipients}
        />
      )}
    </>
  );
}

/** Keyboards of phones do not tell which key it was: what is left with a comma in it is several addresses. */
function separate(given: string[]): string[] {
  return [...new Set(given.flatMap((part) => part.split(/[\s,;]+/)).filter((address) => address !== ''))];
}
