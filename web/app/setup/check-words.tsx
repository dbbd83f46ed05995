import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useRefusals } from '../components/refusals.ts';
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
  const { form, count, refuse } = useRefusals();
  const isRight = (place: number) => typed[place]?.trim().toLowerCase() === words[place];

  const check = (event: FormEvent) => {
    event.preventDefault();
    if (places.every(isRight)) onRight();
    else refuse();
  };
  return (
    <form ref={form} onSubmit={check}>
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
            error={count > 0 && !isRight(place) ? 'This is not that word. Look at your copy.' : null}
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
