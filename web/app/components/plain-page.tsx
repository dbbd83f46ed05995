import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Mark } from './mark.tsx';
import classes from './plain-page.module.css';
import { usePageTitle } from './title.ts';

interface PlainPageProps {
  title: string;
  /** In the tab and the history, where they must not say what the page does; else the title. */
  tab?: string;
  /** One sentence under the title. */
  lead?: ReactNode;
  /** Quiet words under the card. */
  foot?: ReactNode;
  /** Over the title, inside the card. */
  above?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
}

/** A page outside of the frame: the mark and one card. */
export function PlainPage({ title, tab, lead, foot, above, wide, children }: PlainPageProps) {
  usePageTitle(tab ?? title);
  return (
    <div className={classes.page} style={wide ? { ['--card-width' as string]: '36rem' } : undefined}>
      <header className={classes.brand}>
        <Mark /> Strongroom
      </header>
      <main className={classes.card}>
        {above}
        <Title order={1} mb={lead ? 'xs' : 'lg'}>
          {title}
        </Title>
        {lead && (
          <Text c="dimmed" mb="lg">
            {lead}
          </Text>
        )}
        {children}
      </main>
      {foot && <footer className={classes.foot}>{foot}</footer>}
    </div>
  );
}
