import { Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import classes from './section.module.css';

interface SectionProps {
  title: string;
  /** What this is for, in a sentence or two. */
  lead?: ReactNode;
  /** For wide contents: the heading above instead of beside them. */
  stacked?: boolean;
  children: ReactNode;
}

/** One subject of a settings page: heading and words at the left, controls at the right. */
export function Section({ title, lead, stacked, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={stacked ? `${classes.section} ${classes.stacked}` : classes.section}>
      <div>
        <Title order={2} id={id}>
          {title}
        </Title>
        {lead && (
          <Text c="dimmed" mt={4}>
            {lead}
          </Text>
        )}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  );
}
