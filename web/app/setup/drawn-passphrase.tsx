import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPrinter, IconRefresh } from '@tabler/icons-react';
import { CopyButton } from '../components/copy-button.tsx';
import classes from './drawn-passphrase.module.css';
import { bitsOf } from './passphrase.ts';
import { RecoverySheet } from './recovery-sheet.tsx';

interface DrawnPassphraseProps {
  words: string[];
  onAgain: () => void;
  onKept: () => void;
}

/** Words that were drawn, shown this once, with ways to take them along. */
export function DrawnPassphrase({ words, onAgain, onKept }: DrawnPassphraseProps) {
  return (
    <Stack gap="md">
      <ol className={classes.words} aria-label="The passphrase">
        {words.map((word, at) => (
          // A word may be drawn twice: its place is its name.
          <li key={at}>{word}</li>
        ))}
      </ol>
      <Text c="dimmed" size="xs">
        Lower case, one space between the words. Drawn by chance, just now, in this browser: {bitsOf(words.length)}{' '}
        bits, more than 70 million million million possibilities.
      </Text>
      <Group gap="xs">
        <CopyButton text={words.join(' ')} />
        <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />} onClick={() => window.print()}>
          Print a recovery sheet
        </Button>
        <Button variant="default" leftSection={<IconRefresh size={18} aria-hidden />} onClick={onAgain}>
          Other words
        </Button>
      </Group>
      <Button onClick={onKept} size="md">
        I have kept it safe
      </Button>
      <RecoverySheet words={words} />
    </Stack>
  );
}
