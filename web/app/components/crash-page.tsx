import { Button, Code, Text } from '@mantine/core';
import { useRouteError } from 'react-router';
import { PlainPage } from './plain-page.tsx';

/** In place of a page whose own code failed. */
export function CrashPage() {
  const error = useRouteError();
  return (
    <PlainPage title="This page broke" lead="The fault is ours. What you stored is safe.">
      <Text mb="md">Load the page again. If it breaks again, tell an administrator what stands here:</Text>
      <Code block mb="lg" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {error instanceof Error ? error.message : String(error)}
      </Code>
      <Button onClick={() => window.location.reload()}>Load again</Button>
    </PlainPage>
  );
}
