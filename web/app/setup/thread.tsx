import { VisuallyHidden } from '@mantine/core';
import classes from './thread.module.css';

const STEPS = ['Passphrase', 'Account', 'Done'];

/** Where one is in the three steps of the first run; `now` counts from 0. */
export function Thread({ now }: { now: number }) {
  return (
    <ol className={classes.thread} aria-label="Steps">
      {STEPS.map((step, at) => (
        <li
          key={step}
          className={classes.step}
          data-state={at < now ? 'done' : at === now ? 'now' : 'ahead'}
          aria-current={at === now ? 'step' : undefined}
        >
          <span>
            {at + 1}. {step}
            {at < now && <VisuallyHidden> (done)</VisuallyHidden>}
          </span>
        </li>
      ))}
    </ol>
  );
}
