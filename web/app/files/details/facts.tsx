import type { ReactNode } from 'react';
import classes from './details.module.css';

interface FactsProps {
  title: string;
  /** A term and what is so about it. */
  facts: readonly (readonly [string, ReactNode])[];
  children?: ReactNode;
}

/** A headed list of terms and facts. */
export function Facts({ title, facts, children }: FactsProps) {
  return (
    <section className={classes.facts}>
      <h3>{title}</h3>
      <dl>
        {facts.map(([term, fact]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}
