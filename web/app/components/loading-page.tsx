import { Center, Loader, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';

/** A whole page that waits. It stays blank for a moment, so that quick answers do not flicker. */
export function LoadingPage() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), 300);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Center component="main" mih="60vh" aria-busy="true">
      <VisuallyHidden component="h1">Strongroom</VisuallyHidden>
      {slow && <Loader aria-label="Loading" role="status" />}
    </Center>
  );
}
