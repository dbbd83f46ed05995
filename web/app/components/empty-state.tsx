import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  icon?: ReactNode;
  /** One sentence. */
  sentence: string;
  /** What to do now: a button, or words. */
  children?: ReactNode;
}

/** In place of a list that has nothing in it. */
export function EmptyState({ icon, sentence, children }: EmptyStateProps) {
  return (
    <Stack align="center" gap="sm" py="xl" c="dimmed" ta="center">
      {icon}
      <Text>{sentence}</Text>
      {children}
    </Stack>
  );
}
