import { Code, Text } from '@mantine/core';
import { PlainPage } from '../components/plain-page.tsx';

/** For whoever comes to a server without a vault, but not by its setup link. */
export function SetupElsewherePage() {
  return (
    <PlainPage title="This server is not set up yet" lead="Setting it up needs a link that only its operator can see.">
      <Text mb="sm">
        When the server started, it printed a line with a one-time link that ends in <Code>/setup#…</Code>. Open that
        link in this browser.
      </Text>
      <Text c="dimmed">
        You find the line in the terminal or in the log where the server runs. If it is lost, start the server again: it
        prints a new one.
      </Text>
    </PlainPage>
  );
}
