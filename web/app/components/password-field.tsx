import { PasswordInput, type PasswordInputProps } from '@mantine/core';

/** Mantine's, whose fault is told to screen readers too, as its other fields do by themselves. */
export function PasswordField(props: PasswordInputProps) {
  return <PasswordInput aria-invalid={props.error ? true : undefined} {...props} />;
}
