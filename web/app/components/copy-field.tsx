import { Group, TextInput } from '@mantine/core';
import { CopyButton } from './copy-button.tsx';

/** A text to take along: read-only, selected as a whole when focused, with a button that copies it. */
export function CopyField({ label, text, autoFocus }: { label: string; text: string; autoFocus?: boolean }) {
  return (
    <Group align="end" gap="xs" wrap="nowrap">
      <TextInput
        label={label}
        value={text}
        readOnly
        {...(autoFocus && { autoFocus, 'data-autofocus': true })}
        flex={1}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton text={text} />
    </Group>
  );
}
