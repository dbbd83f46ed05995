import { useState } from 'react';
import { PlainPage } from '../components/plain-page.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactorForm } from './second-factor-form.tsx';

/** For a vault that is open and a person who is not known yet. */
export function SignInPage({ onSignedIn }: { onSignedIn: () => void }) {
  const [step, setStep] = useState<'password' | 'second'>('password');
  if (step === 'second') {
    return (
      <PlainPage title="One more proof" lead="Your password is right. Now show that you have your device.">
        <SecondFactorForm onSignedIn={onSignedIn} onBack={() => setStep('password')} />
      </PlainPage>
    );
  }
  return (
    <PlainPage
      title="Sign in"
      foot="No account, or the password is lost? An administrator of this server gives you a link to set one."
    >
      <PasswordForm onSignedIn={onSignedIn} onSecondFactor={() => setStep('second')} />
    </PlainPage>
  );
}
