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

/** Events that fit the filter, newest first, page by page, also those to come. Give it a `key` that changes with the filter. */
export function EventList({ label, first = 50, people = NOBODY, ...props }: EventListProps) {
  const [pages, setPages] = useState(1);
  return (
    <Rows label={label}>
      <EventRows
        {...props}
        people={people}
        first={first}
        after={null}
        pages={pages}
        onMore={() => setPages(pages + 1)}
      />
    </Rows>
  );
}
