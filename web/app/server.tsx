import { cacheExchange, createClient, fetchExchange, mapExchange } from '@urql/core';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { Provider } from 'urql';
import { toStrongroomError } from '../client/errors.ts';

/** Operations that ask for the state itself; their refusals are answers, not news. */
const ASKS_STATE = /^\s*query Gate\b/m;

/** Whether a failure says that this page's gate no longer stands as it was. */
export function shutsOut(failure: unknown): boolean {
  const { code } = toStrongroomError(failure);
  return code === 'VAULT_SEALED' || code === 'VAULT_UNINITIALIZED' || code === 'UNAUTHENTICATED';
}

function createPageClient(refused: () => void) {
  return createClient({
    url: '/graphql',
    preferGetMethod: false,
    fetchOptions: { credentials: 'same-origin', headers: { 'apollo-require-preflight': 'true' } },
    exchanges: [
      cacheExchange,
      mapExchange({
        onError(error, operation) {
          if (ASKS_STATE.test(operation.query.loc?.source.body ?? '')) return;
          if (shutsOut(error)) refused();
        },
      }),
      fetchExchange,
    ],
  });
}

interface Server {
  /** Forgets every cached answer; for the moments when another person looks, or the vault's state changed. */
  renew(): void;
  /** Fires `refused` when any request was answered VAULT_SEALED, VAULT_UNINITIALIZED or UNAUTHENTICATED. */
  refusals: EventTarget;
}

const ServerContext = createContext<Server | null>(null);

/** The connection to the server: urql's client for `useQuery` and `useMutation`, and what `useServer` gives. */
export function ServerProvider({ children }: { children: ReactNode }) {
  const [refusals] = useState(() => new EventTarget());
  const make = useCallback(() => createPageClient(() => refusals.dispatchEvent(new Event('refused'))), [refusals]);
  const [client, setClient] = useState(make);
  const server = useMemo<Server>(() => ({ renew: () => setClient(make()), refusals }), [make, refusals]);
  return (
    <ServerContext.Provider value={server}>
      <Provider value={client}>{children}</Provider>
    </ServerContext.Provider>
  );
}

export function useServer(): Server {
  const server = useContext(ServerContext);
  if (!server) throw new Error('useServer outside of ServerProvider');
  return server;
}
