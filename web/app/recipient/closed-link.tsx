import { Button, Text } from '@mantine/core';
import { IconCircleCheck, IconClockOff, IconLinkOff, IconLock, IconRefresh } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { toStrongroomError } from '../../client/errors.ts';
import { FailedPage } from '../components/failed-page.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { useCountdown } from '../components/use-countdown.ts';
import { waitWords } from '../words/errors.ts';
import classes from './recipient.module.css';

/** Milliseconds between two looks at a vault that is locked. */
const LOOK = 20_000;

/** Why a link does not open, in words, and what to do. */
export function ClosedLink({ failure, retry }: { failure: unknown; retry: () => void }) {
  const { code } = toStrongroomError(failure);
  switch (code) {
    case 'NOT_FOUND':
    case 'BAD_INPUT':
      return (
        <Closed
          icon={<IconLinkOff />}
          title="This link leads nowhere"
          lead="Its sender may have ended it, or the address is not whole."
        >
          <Text>Open it again from the message you got, or ask whoever sent it for a new one.</Text>
        </Closed>
      );
    case 'EXPIRED':
      return (
        <Closed
          icon={<IconClockOff />}
          title="This link has expired"
          lead="What it gave cannot be fetched by it any more."
        >
          <Text>Ask whoever sent it for a new one.</Text>
        </Closed>
      );
    case 'USED_UP':
      return (
        <Closed
          icon={<IconCircleCheck />}
          title="This link is used up"
          lead="It was downloaded as often as its sender allowed."
        >
          <Text>
            Did you begin a download within the last day? Open the link in the same browser to go on with it. Otherwise
            ask whoever sent it for a new one.
          </Text>
        </Closed>
      );
    case 'VAULT_SEALED':
    case 'VAULT_UNINITIALIZED':
      return <LockedVault retry={retry} />;
    case 'RATE_LIMITED':
      return <Slow failure={failure} retry={retry} />;
    default:
      return <FailedPage failure={failure} retry={retry} />;
  }
}

interface ClosedProps {
  icon: ReactNode;
  title: string;
  lead: string;
  children: ReactNode;
}

function Closed({ icon, title, lead, children }: ClosedProps) {
  return (
    <PlainPage
      title={title}
      lead={lead}
      above={
        <div className={classes.sign} aria-hidden="true">
          {icon}
        </div>
      }
    >
      {children}
    </PlainPage>
  );
}

/** Opens by itself once someone unlocks the vault. */
function LockedVault({ retry }: { retry: () => void }) {
  useEffect(() => {
    const timer = setInterval(retry, LOOK);
    return () => clearInterval(timer);
  }, [retry]);
  return (
    <Closed
      icon={<IconLock />}
      title="This vault is locked just now"
      lead="Nothing is lost: it opens again when someone who has its passphrase unlocks it."
    >
      <Text mb="md">Ask the person who sent you the link, or come back later. This page looks again by itself.</Text>
      <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} onClick={retry}>
        Look again
      </Button>
    </Closed>
  );
}

function Slow({ failure, retry }: { failure: unknown; retry: () => void }) {
  const left = useCountdown(toStrongroomError(failure).retryAfter ?? 30, failure);
  return (
    <Closed icon={<IconClockOff />} title="A little too often" lead="There were too many attempts from where you are.">
      <Button onClick={retry} disabled={left > 0} leftSection={<IconRefresh size={18} aria-hidden />}>
        {left > 0 ? `Try again in ${waitWords(left)}` : 'Try again'}
      </Button>
    </Closed>
  );
}
