import { useState } from 'react';
import type { AuditFilter } from '../../client/generated/graphql.ts';
import { Rows } from '../components/rows.tsx';
import { EventRows } from './event-rows.tsx';

interface EventListProps {
  label: string;
  filter: AuditFilter;
  people?: ReadonlyMap<string, string>;
  aboutOneFile?: boolean;
  /** Events in a page. */
  first?: number;
  /** Said when there is none at all. */
  none: string;
}

const NOBODY: ReadonlyMap<string, string> = new Map();

/** Events that fit the filter, newest first, page by page. Give it a `key` that changes with the filter. */
export function EventList({ label, first = 50, people = NOBODY, ...props }: EventListProps) {
  // The cursor behind which each page shown begins; the first begins at the newest.
  const [starts, setStarts] = useState<(string | null)[]>([null]);
  return (
    <Rows label={label}>
      {starts.map((after, at) => (
        <EventRows
          key={after}
          {...props}
          people={people}
          first={first}
          after={after}
          last={at === starts.length - 1}
          onMore={(cursor) => setStarts([...starts, cursor])}
        />
      ))}
    </Rows>
  );
}
