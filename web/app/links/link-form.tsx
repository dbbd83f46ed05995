import { Button, Collapse, Group, Stack, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import type { ShareItem } from '../../client/shares.ts';
import { useAction } from '../action.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { useRefusals } from '../components/refusals.ts';
import { type Draft, draftOf, faultsOf, type Policy } from './draft.ts';
import { ExpiryFields } from './expiry-fields.tsx';
import classes from './links.module.css';
import { MoreFields } from './more-fields.tsx';
import { RecipientFields } from './recipient-fields.tsx';
import { LINK_WORDS } from './words.ts';

/** What each part of the form gets. */
export interface FieldsProps {
  draft: Draft;
  change: (part: Partial<Draft>) => void;
  faults: ReturnType<typeof faultsOf>;
  policy: Policy;
  link: ShareItem | null;
}

interface LinkFormProps {
  /** The link to change; null for a new one. */
  link: ShareItem | null;
  policy: Policy;
  confirm: string;
  /** Throws when it fails; the form then stays and says why. */
  onSubmit: (draft: Draft) => Promise<void>;
  onCancel: () => void;
}

/** For whom, until when; and what few links need behind "More". */
export function LinkForm({ link, policy, confirm, onSubmit, onCancel }: LinkFormProps) {
  const [draft, setDraft] = useState(() => draftOf(link, policy));
  const refusals = useRefusals();
  const [more, setMore] = useState(() => policy.requirePassword || (link !== null && hasMore(link)));
  const moreId = useId();
  const action = useAction(onSubmit);
  const faults = refusals.count > 0 ? faultsOf(draft, link, policy, Date.now()) : {};
  const fields: FieldsProps = { draft, faults, policy, link, change: (part) => setDraft({ ...draft, ...part }) };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found = faultsOf(draft, link, policy, Date.now());
    if (Object.keys(found).length === 0) return void action.run(draft);
    if (found.password || found.downloads) setMore(true);
    refusals.refuse();
  };
  return (
    <form ref={refusals.form} onSubmit={submit} noValidate>
      <Stack gap="md">
        <RecipientFields {...fields} />
        <ExpiryFields {...fields} />
        <TextInput
          label="Label"
          description="Optional. Shown to whoever opens the link, and to you in the list of your links."
          value={draft.label}
          onChange={(event) => fields.change({ label: event.currentTarget.value })}
          maxLength={200}
          autoComplete="off"
        />
        <div>
          <Button
            variant="subtle"
            className={classes.more}
            aria-expanded={more}
            aria-controls={moreId}
            rightSection={<IconChevronDown size={18} aria-hidden className={classes.chevron} />}
            onClick={() => setMore(!more)}
          >
            {more ? 'Less' : 'More: password, download limit…'}
          </Button>
          {/* Where it opens for a fault, at once: what still unfolds takes no focus. */}
          <Collapse
            expanded={more}
            id={moreId}
            keepMountedMode="display-none"
            transitionDuration={refusals.count > 0 ? 0 : 200}
          >
            <Stack gap="md" pt="md">
              <MoreFields {...fields} />
            </Stack>
          </Collapse>
        </div>
        <ErrorNote failure={action.failure} own={LINK_WORDS} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
          <Button type="submit" loading={action.busy}>
            {confirm}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function hasMore({ hasPassword, maxDownloads, requireCode, notify }: ShareItem): boolean {
  return hasPassword || maxDownloads !== null || requireCode || notify;
}
