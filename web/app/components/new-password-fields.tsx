import { type NewPassword, PASSWORD_LENGTH } from './new-password.ts';
import { PasswordField } from './password-field.tsx';

interface NewPasswordFieldsProps {
  value: NewPassword;
  onChange: (value: NewPassword) => void;
  /** Whether to say what is wrong. */
  checked: boolean;
  label?: string;
}

/** A new password, twice. */
export function NewPasswordFields({ value, onChange, checked, label = 'Password' }: NewPasswordFieldsProps) {
  const { password, again } = value;
  const short = [...password].length < PASSWORD_LENGTH;
  return (
    <>
      <PasswordField
        label={label}
        description={`At least ${PASSWORD_LENGTH} characters. A few words are easier to keep than signs.`}
        value={password}
        onChange={(event) => onChange({ again, password: event.currentTarget.value })}
        error={checked && short ? `Use ${PASSWORD_LENGTH} characters or more.` : null}
        autoComplete="new-password"
        required
      />
      <PasswordField
        label="The same again"
        value={again}
        onChange={(event) => onChange({ password, again: event.currentTarget.value })}
        error={checked && !short && password !== again ? 'The two differ.' : null}
        autoComplete="new-password"
        required
      />
    </>
  );
}
