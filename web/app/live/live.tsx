import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { watchActivity } from '../../client/activity.ts';
import { shutsOut, useServer } from '../server.tsx';

const LiveContext = createContext<EventTarget | null>(null);

const TRANSPORT = {
  fetch: (...args: Parameters<typeof fetch>) => globalThis.fetch(...args),
  endpoint: '/graphql/stream',
  headers: {},
};

/** Milliseconds in which what happens together is told together. */
const TOGETHER = 250;

/**
 * Hears what happens to this person's files elsewhere, for whatever is on the screen. Only while the tab is seen: a
 * browser has six connections to a server, over all tabs. Who comes back is told that something may have happened.
 */
export function LiveProvider({ children }: { children: ReactNode }) {
  const { refusals } = useServer();
  const [news] = useState(() => new EventTarget());
  useEffect(() => {
    let leave = new AbortController();
    let connectedBefore = false;
    const tell = () => news.dispatchEvent(new Event('news'));
    const listen = async ({ signal }: AbortController) => {
      const onConnect = () => {
        if (connectedBefore) tell();
        connectedBefore = true;
      };
      try {
        for await (const _ of watchActivity(TRANSPORT, { signal, onConnect })) tell();
      } catch (failure) {
        if (!signal.aborted && shutsOut(failure)) refusals.dispatchEvent(new Event('refused'));
      }
    };
    const look = () => {
      leave.abort();
      if (document.visibilityState !== 'visible') return;
      leave = new AbortController();
      void listen(leave);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      leave.abort();
    };
  }, [news, refusals]);
  return <LiveContext.Provider value={news}>{children}</LiveContext.Provider>;
}

/** Calls `look` soon after something happened to this person's files elsewhere: the moment to ask the server again. */
export function useOnActivity(look: () => void): void {
  const news = useContext(LiveContext);
  const newest = useRef(look);
  newest.current = look;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hear = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        newest.current();
      }, TOGETHER);
    };
    news?.addEventListener('news', hear);
    return () => {
      news?.removeEventListener('news', hear);
      clearTimeout(timer);
    };
  }, [news]);
}
