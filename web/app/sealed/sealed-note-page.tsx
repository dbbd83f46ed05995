import { Button } from '@mantine/core';
import { PlainPage } from '../components/plain-page.tsx';

/** The vault is locked, for people who came by a link and have no passphrase to open it. */
export function SealedNotePage({ retry }: { retry: () => void }) {
  return (
    <PlainPage
      title="This vault is locked just now"
      lead="Ask the person who sent you the link, or come back later. Nothing is lost."
    >
      <Button variant="default" onClick={retry}>
        Try again
      </Button>
    </PlainPage>
  );
}
