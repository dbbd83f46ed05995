import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { drawPlaces } from './passphrase.ts';

interface CheckWordsProps {
  words: string[];
  onBack: () => void;
  onRight: () => void;
}

/** Asks for two of the words again, so that nobody goes on without having kept them. */
export function CheckWords({ words, onBack, onRight }: CheckWordsProps) {
  const [places] = useState(() => drawPlaces(words.length));
  const [typed, setTyped] = useState<Record<number, string>>({});
  const [checked, setChecked] = useState(false);
  const isRight = (place: number) => typed[place]?.trim().toLowerCase() === words[place];

  const check = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (places.every(isRight)) onRight();
  };
  return (
    <form onSubmit={check}>
      <Stack gap="md">
        <Text>To be sure that you have the words, type two of them.</Text>
        {places.map((place, at) => (
          <TextInput
            key={place}
            label={`Word ${place + 1}`}
            value={typed[place] ?? ''}
            onChange={(event) => {
              const word = event.currentTarget.value;
              setTyped((before) => ({ ...before, [place]: word }));
            }}
            error={checked && !isRight(place) ? 'This is not that word. Look at your copy.' : null}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={at === 0}
          />
        ))}
        <Group justify="space-between">
          <Button variant="default" onClick={onBack}>
            Show the words again
          </Button>
          <Button type="submit">Go on</Button>
        </Group>
      </Stack>
    </form>
  );
}
