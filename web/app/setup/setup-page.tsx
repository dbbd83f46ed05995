import { useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import { useQuery } from 'urql';
import { VaultDocument } from '../../client/documents.ts';
import { FailedPage } from '../components/failed-page.tsx';
import { secretOf } from '../components/hash.ts';
import { LoadingPage } from '../components/loading-page.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { AccountStep } from './account-step.tsx';
import { DoneStep } from './done-step.tsx';
import { PassphraseStep } from './passphrase-step.tsx';
import { SetupElsewherePage } from './setup-elsewhere-page.tsx';
import { Thread } from './thread.tsx';

/** The first run, reached by the one-time link that the server prints; its code stands behind the `#`. */
export function SetupPage() {
  const code = secretOf(useLocation().hash);
  const [{ data, error }, retry] = useQuery({ query: VaultDocument, requestPolicy: 'network-only' });
  const [passphrase, setPassphrase] = useState<string | null>(null);
  const [ready, setReady] = useState(false);

  if (ready) {
    return (
      <Step title="Your vault is ready" now={2}>
        <DoneStep />
      </Step>
    );
  }
  if (error && !data) return <FailedPage failure={error} retry={() => retry({ requestPolicy: 'network-only' })} />;
  if (!data) return <LoadingPage />;
  // Once begun, it goes on: making the vault changes the state before the last step.
  if (passphrase === null && data.vault.state !== 'UNINITIALIZED') return <Navigate to="/" replace />;
  if (!code) return <SetupElsewherePage />;
  if (passphrase === null) {
    return (
      <Step title="Choose the passphrase" now={0}>
        <PassphraseStep onChosen={setPassphrase} />
      </Step>
    );
  }
  return (
    <Step title="Your account" now={1}>
      <AccountStep
        code={code}
        passphrase={passphrase}
        onBack={() => setPassphrase(null)}
        onReady={() => {
          setPassphrase('');
          setReady(true);
        }}
      />
    </Step>
  );
}

function Step({ title, now, children }: { title: string; now: number; children: React.ReactNode }) {
  return (
    <PlainPage title={title} above={<Thread now={now} />} wide>
      {children}
    </PlainPage>
  );
}
