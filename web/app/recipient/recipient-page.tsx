import { useCallback, useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { useClient } from 'urql';
import { type OpenedShare, openShare, type ShareInfo, shareInfo } from '../../client/shares.ts';
import { LoadingPage } from '../components/loading-page.tsx';
import { ClosedLink } from './closed-link.tsx';
import { LockedLink } from './locked-link.tsx';
import { OpenedLink } from './opened-link.tsx';

type Shown =
  | { state: 'waiting' }
  | { state: 'closed'; failure: unknown }
  | { state: 'locked'; info: ShareInfo }
  | { state: 'open'; opened: OpenedShare; byHand: boolean };

/**
 * Where a link leads: for people without an account, outside of the gate. Looking spends nothing, and what opens
 * without a question is opened at once.
 */
export function RecipientPage() {
  const token = useParams()['token'] ?? '';
  const client = useClient();
  const [shown, setShown] = useState<Shown>({ state: 'waiting' });
  const turn = useRef(0);

  const look = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    const show = (next: Shown) => mine === turn.current && setShown(next);
    try {
      const info = await shareInfo(client, token);
      if (mine !== turn.current) return;
      if (info.needsPassword || info.needsCode) return show({ state: 'locked', info });
      show({ state: 'open', opened: await openShare(client, token, {}), byHand: false });
    } catch (failure) {
      show({ state: 'closed', failure });
    }
  }, [client, token]);

  useEffect(() => void look(), [look]);

  switch (shown.state) {
    case 'waiting':
      return <LoadingPage />;
    case 'closed':
      return <ClosedLink failure={shown.failure} retry={look} />;
    case 'locked':
      return (
        <LockedLink
          token={token}
          info={shown.info}
          onOpened={(opened) => setShown({ state: 'open', opened, byHand: true })}
          onClosed={(failure) => setShown({ state: 'closed', failure })}
        />
      );
    case 'open':
      return <OpenedLink opened={shown.opened} byHand={shown.byHand} look={look} />;
  }
}
