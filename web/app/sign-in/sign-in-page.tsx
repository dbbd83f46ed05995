import { PlainPage } from '../components/plain-page.tsx';

export function SignInPage(_: { onSignedIn: () => void }) {
  return <PlainPage title="SignInPage" />;
}
