import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import classes from './print-sheet.module.css';

/** What `window.print()` prints in place of the page, while this is mounted. Never on the screen. */
export function PrintSheet({ title, children }: { title: string; children: ReactNode }) {
  return createPortal(
    <section className={classes.sheet} aria-hidden="true">
      <h1>{title}</h1>
      {children}
    </section>,
    document.body,
  );
}
