import { Box, Button, NativeSelect } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { PageHeader } from '../components/page-header.tsx';
import { useViewer } from '../gate/gate.tsx';
import classes from './activity.module.css';
import { ActorsDocument } from './documents.ts';
import { EventList } from './event-list.tsx';
import { filterOf, groupChoices, TIME_CHOICES } from './filters.ts';

/** What happened to a member's things, with names; for administrators also the whole record, without. */
export function ActivityPage() {
  const { role } = useViewer();
  const [params, setParams] = useSearchParams();
  const [now] = useState(Date.now);
  const admin = role === 'ADMIN';
  const whole = admin && params.get('of') !== 'mine';
  const [{ data }] = useQuery({ query: ActorsDocument, pause: !admin });
  const people = useMemo(() => new Map(data?.users.nodes.map(({ id, name }) => [id, name])), [data]);

  const choose = (name: string) => (event: { currentTarget: { value: string } }) => {
    const next = new URLSearchParams(params);
    if (event.currentTarget.value === '') next.delete(name);
    else next.set(name, event.currentTarget.value);
    // What can be chosen of the whole server is not there for one's own files.
    if (name === 'of') for (const other of ['what', 'who']) next.delete(other);
    setParams(next, { replace: true });
  };

  return (
    <Box maw="56rem">
      <PageHeader
        title="Activity"
        lead={
          whole
            ? 'Everything that happened on this server, in a record that cannot be changed unnoticed. It names no files.'
            : 'What happened to your files, and who did it.'
        }
        actions={
          whole && (
            <Button
              component="a"
              href="/audit/export"
              download
              variant="default"
              leftSection={<IconDownload size={18} aria-hidden />}
            >
              Export the record
            </Button>
          )
        }
      />
      <div className={classes.filters}>
        {admin && (
          <NativeSelect
            label="Of"
            data={[
              { value: '', label: 'The whole server' },
              { value: 'mine', label: 'Your own files' },
            ]}
            value={params.get('of') ?? ''}
            onChange={choose('of')}
          />
        )}
        <NativeSelect
          label="What"
          data={groupChoices(whole)}
          value={params.get('what') ?? ''}
          onChange={choose('what')}
        />
        {whole && (
          <NativeSelect
            label="Who"
            data={[
              { value: '', label: 'Anyone' },
              ...(data?.users.nodes ?? []).map(({ id, name, email }) => ({ value: id, label: `${name} (${email})` })),
            ]}
            value={params.get('who') ?? ''}
            onChange={choose('who')}
          />
        )}
        <NativeSelect label="When" data={TIME_CHOICES} value={params.get('when') ?? ''} onChange={choose('when')} />
      </div>
      <EventList
        key={params.toString()}
        label="Events"
        filter={filterOf(params, whole, now)}
        people={people}
        none="Nothing like this has happened yet."
      />
    </Box>
  );
}
