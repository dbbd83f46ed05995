import type { ReactNode } from 'react';
import classes from './rows.module.css';

/** A list of things, each with a line of words and its buttons. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={classes.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface RowProps {
  title: ReactNode;
  /** Quiet words under the title. */
  meta?: ReactNode;
  actions?: ReactNode;
}

export function Row({ title, meta, actions }: RowProps) {
  return (
    <li className={classes.row}>
      <div>
        <div className={classes.title}>{title}</div>
        {meta && <div className={classes.meta}>{meta}</div>}
      </div>
      {actions && <div>{actions}</div>}
    </li>
  );
}
