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
  /** Whether the actions are many: on a phone they stand below. */
  stacks?: boolean;
}

export function Row({ title, meta, actions, stacks = false }: RowProps) {
  return (
    <li className={stacks ? `${classes.row} ${classes.stacks}` : classes.row}>
      <div>
        <div className={classes.title}>{title}</div>
        {meta && <div className={classes.meta}>{meta}</div>}
      </div>
      {actions && <div>{actions}</div>}
    </li>
  );
}
