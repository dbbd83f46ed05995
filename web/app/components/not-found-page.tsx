import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { PlainPage } from './plain-page.tsx';

/** For an address that leads nowhere. */
export function NotFoundPage() {
  return (
    <PlainPage title="There is no page here" lead="The address may have been cut short, or the page is gone.">
      <Button component={Link} to="/">
        Go to your files
      </Button>
    </PlainPage>
  );
}
