import { Alert, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { CheckWords } from './check-words.tsx';
import { DrawnPassphrase } from './drawn-passphrase.tsx';
import { OwnPassphrase } from './own-passphrase.tsx';
import { drawWords } from './passphrase.ts';

const COUNT = 6;

/** The first step: what the passphrase means, and which it shall be. */
export function PassphraseStep({ onChosen }: { onChosen: (passphrase: string) => void }) {
  const [way, setWay] = useState<'drawn' | 'own'>('drawn');
  const [words, setWords] = useState(() => drawWords(COUNT));
  const [checking, setChecking] = useState(false);

  if (checking) {
    return <CheckWords words={words} onBack={() => setChecking(false)} onRight={() => onChosen(words.join(' '))} />;
  }
  return (
    <Stack gap="md">
      <Text>
        Strongroom locks every file before it reaches the disk. One passphrase unlocks them again, each time this server
        starts. It is kept nowhere on the server.
      </Text>
      <Alert color="amber" variant="outline" icon={<IconAlertTriangle aria-hidden />} title="Keep it safe">
        If it is lost, the files are lost. We cannot help. Write it down and keep it where you keep important papers.
      </Alert>
      <SegmentedControl
        fullWidth
        aria-label="Where the passphrase comes from"
        value={way}
        onChange={(value) => setWay(value === 'own' ? 'own' : 'drawn')}
        data={[
          { value: 'drawn', label: 'Drawn for you' },
          { value: 'own', label: 'Your own' },
        ]}
      />
      {way === 'drawn' ? (
        <DrawnPassphrase words={words} onAgain={() => setWords(drawWords(COUNT))} onKept={() => setChecking(true)} />
      ) : (
        <OwnPassphrase onChosen={onChosen} />
      )}
    </Stack>
  );
}
