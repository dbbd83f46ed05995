import { Button, Checkbox, NumberInput, Skeleton, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient, useQuery } from 'urql';
import { mutate } from '../../client/requests.ts';
import { SetSharePolicyDocument, SharePolicyDocument } from '../../client/share-documents.ts';
import { useAction } from '../action.ts';
import { DoneNote } from '../components/done-note.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Section } from '../components/section.tsx';
import type { Policy } from '../links/draft.ts';

const DAYS_MAX = 3650;

/** What the administrators demand of everyone's links. */
export function LinkPolicyPage() {
  const [{ data, error }] = useQuery({ query: SharePolicyDocument, requestPolicy: 'network-only' });
  return (
    <>
      <PageHeader title="Links" lead="What every link must keep to, whoever makes it." />
      <Section
        title="Rules for new links"
        lead="They hold for links that are made or changed from now on. Links that exist go on as they are."
      >
        <ErrorNote failure={error} />
        {!data && !error && <Skeleton h={180} role="status" aria-label="Loading" />}
        {data && <PolicyForm policy={data.sharePolicy} />}
      </Section>
    </>
  );
}

function PolicyForm({ policy }: { policy: Policy }) {
  const client = useClient();
  const [maxDays, setMaxDays] = useState<string | number>(policy.maxDays ?? '');
  const [requirePassword, setRequirePassword] = useState(policy.requirePassword);
  const [requireExpiry, setRequireExpiry] = useState(policy.requireExpiry);
  const [done, setDone] = useState(false);
  const days = maxDays === '' ? null : Number(maxDays);
  const fault = days !== null && !(Number.isInteger(days) && days >= 1 && days <= DAYS_MAX);
  const action = useAction(async () => {
    const input = { maxDays: days, requirePassword, requireExpiry };
    await mutate(client, SetSharePolicyDocument, { input });
    setDone(true);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setDone(false);
    if (!fault) void action.run();
  };
  return (
    <form onSubmit={submit} noValidate onChange={() => setDone(false)}>
      <Stack gap="md" maw="28rem">
        <Checkbox
          label="Every link needs a password"
          checked={requirePassword}
          onChange={(event) => setRequirePassword(event.currentTarget.checked)}
        />
        <Checkbox
          label="Every link must expire"
          checked={requireExpiry || days !== null}
          disabled={days !== null}
          onChange={(event) => setRequireExpiry(event.currentTarget.checked)}
        />
        <NumberInput
          label="Longest life in days"
          description="Empty: as long as its owner likes."
          value={maxDays}
          onChange={setMaxDays}
          error={fault ? `A whole number from 1 to ${DAYS_MAX.toLocaleString('en')}, or nothing.` : null}
          clampBehavior="none"
          allowDecimal={false}
          allowNegative={false}
          hideControls
          inputMode="numeric"
          maw="12rem"
        />
        <ErrorNote failure={action.failure} />
        {done && <DoneNote>The rules are saved.</DoneNote>}
        <Button type="submit" loading={action.busy} style={{ alignSelf: 'flex-start' }}>
          Save the rules
        </Button>
      </Stack>
    </form>
  );
}
