import { createContext, useContext, useEffect, useRef } from 'react';
import { Outlet } from 'react-router';
import { useClient, useQuery } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import type { GateQuery } from '../../client/generated/graphql.ts';
import { FailedPage } from '../components/failed-page.tsx';
import { LoadingPage } from '../components/loading-page.tsx';
import { SealedNotePage } from '../sealed/sealed-note-page.tsx';
import { SealedPage } from '../sealed/sealed-page.tsx';
import { useServer } from '../server.tsx';
import { SetupElsewherePage } from '../setup/setup-elsewhere-page.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { useKeptSession } from './keep-session.ts';

const GateDocument = graphql(`
  query Gate {
    vault {
      state
    }
    viewer {
      id
      name
      email
      role
      twoFactorEnabled
      createdAt
    }
  }
`);

export type Viewer = NonNullable<GateQuery['viewer']>;

interface Gate {
  viewer: Viewer | null;
  /** Asks for the vault's state and the viewer again; the page changes when the answer does. */
  recheck(): void;
}

const GateContext = createContext<Gate | null>(null);

/**
 * Shows what is inside once the vault is unlocked, and the page for its state before. Looks again when any
 * request is refused for that reason, so that a vault sealed elsewhere locks this page too.
 *
 * @param visitors whether what is inside is for people without an account, who are not asked for a passphrase
 */
export function VaultGate({ visitors = false }: { visitors?: boolean }) {
  const [{ data, error, fetching }, query] = useQuery({ query: GateDocument, requestPolicy: 'network-only' });
  const { refusals } = useServer();
  const recheck = () => query({ requestPolicy: 'network-only' });
  useEffect(() => {
    const look = () => query({ requestPolicy: 'network-only' });
    refusals.addEventListener('refused', look);
    return () => refusals.removeEventListener('refused', look);
  }, [refusals, query]);

  const answer = useLastAnswer(data);
  if (!answer) {
    if (fetching || !error) return <LoadingPage />;
    return <FailedPage failure={error} retry={recheck} />;
  }
  if (answer.vault.state === 'UNINITIALIZED') return <SetupElsewherePage />;
  if (answer.vault.state === 'SEALED' && visitors) return <SealedNotePage retry={recheck} />;
  if (answer.vault.state === 'SEALED') return <SealedPage onUnsealed={recheck} />;
  return (
    <GateContext.Provider value={{ viewer: answer.viewer ?? null, recheck }}>
      <Outlet />
    </GateContext.Provider>
  );
}

/**
 * The newest answer that came. Silence says nothing new: while the connection is gone the page stays, and its uploads
 * with it. Forgotten with the client, so that nobody sees what another person was told.
 */
function useLastAnswer(data: GateQuery | undefined): GateQuery | undefined {
  const client = useClient();
  const last = useRef<{ client: typeof client; answer: GateQuery }>(undefined);
  if (data?.vault) last.current = { client, answer: data };
  return last.current?.client === client ? last.current.answer : undefined;
}

/** Inside `VaultGate`: shows what is inside to people who are signed in, and the sign-in page to others. */
export function SignInGate() {
  const { viewer, recheck } = useGate();
  if (!viewer) return <SignInPage onSignedIn={recheck} />;
  return <SignedIn />;
}

function SignedIn() {
  useKeptSession();
  return <Outlet />;
}

export function useGate(): Gate {
  const gate = useContext(GateContext);
  if (!gate) throw new Error('useGate outside of VaultGate');
  return gate;
}

/** The person who is signed in; for anything inside `SignInGate`. */
export function useViewer(): Viewer {
  const { viewer } = useGate();
  if (!viewer) throw new Error('useViewer outside of SignInGate');
  return viewer;
}
