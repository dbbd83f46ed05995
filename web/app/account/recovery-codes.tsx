import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { CopyButton } from '../components/copy-button.tsx';
import { PrintSheet } from '../components/print-sheet.tsx';
import { useViewer } from '../gate/gate.tsx';
import classes from './recovery-codes.module.css';

/** Recovery codes, shown this once, with ways to take them along. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const viewer = useViewer();
  return (
    <Stack gap="md" maw="30rem">
      <Text>
        <strong>Keep these recovery codes.</strong> Each lets you in once without your phone. They are not shown again.
      </Text>
      <ul className={classes.codes} aria-label="Recovery codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <CopyButton text={codes.join('\n')} />
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          Print
        </Button>
        <Button onClick={onKept}>I have kept them</Button>
      </Group>
      <PrintSheet title="Strongroom recovery codes">
        <p>
          For {viewer.name} ({viewer.email}) at {window.location.origin}. Each code signs in once in place of the phone,
          beside the password.
        </p>
        <ol>
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ol>
      </PrintSheet>
    </Stack>
  );
}
