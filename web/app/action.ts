import { useCallback, useRef, useState } from 'react';
import { shutsOut, useServer } from './server.tsx';

interface Action<Args extends unknown[]> {
  /** Does it, unless it is being done; true when it went well. Stays the same function. */
  run(...args: Args): Promise<boolean>;
  busy: boolean;
  /** Of the last run; null while there is none. */
  failure: unknown;
  /** Forgets the failure. */
  reset(): void;
}

/**
 * Something that a person starts by a button: one run at a time, its failure kept for the page to show.
 * A failure that means "locked" or "signed out" makes the gate look again.
 */
export function useAction<Args extends unknown[]>(act: (...args: Args) => Promise<unknown>): Action<Args> {
  const { refusals } = useServer();
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const newest = useRef(act);
  newest.current = act;
  const run = useCallback(
    async (...args: Args) => {
      if (running.current) return false;
      running.current = true;
      setBusy(true);
      setFailure(null);
      try {
        await newest.current(...args);
        return true;
      } catch (fault) {
        setFailure(fault);
        if (shutsOut(fault)) refusals.dispatchEvent(new Event('refused'));
        return false;
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [refusals],
  );
  return { run, busy, failure, reset: () => setFailure(null) };
}
