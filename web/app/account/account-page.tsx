import { PageHeader } from '../components/page-header.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { SessionsSection } from './sessions-section.tsx';
import { TokensSection } from './tokens-section.tsx';

/** Everything about the person who is signed in. */
export function AccountPage() {
  return (
    <>
      <PageHeader title="Account" />
      <ProfileSection />
      <PasswordSection />
      <SecondFactorSection />
      <SessionsSection />
      <TokensSection />
    </>
  );
}
