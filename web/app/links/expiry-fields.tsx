import { NativeSelect, TextInput } from '@mantine/core';
import { formatWhen } from '../files/format/when.ts';
import { dayAfter, livesFor, mustEnd } from './draft.ts';
import type { FieldsProps } from './link-form.tsx';
import classes from './links.module.css';

/** When the link ends by itself. */
export function ExpiryFields({ draft, change, faults, policy, link }: FieldsProps) {
  const now = Date.now();
  const lives = livesFor(link, policy, now).map(({ value, label }) => {
    if (value !== 'keep') return { value, label };
    return {
      value,
      label: link?.expiresAt ? `As it is: ${formatWhen(new Date(link.expiresAt), new Date(now))}` : 'Never',
    };
  });
  return (
    <div className={classes.pair}>
      <NativeSelect
        label="Expires"
        description={mustEnd(policy) ? limit(policy.maxDays) : undefined}
        data={lives}
        value={draft.life}
        onChange={(event) => change({ life: event.currentTarget.value })}
        error={draft.life !== 'date' && faults.date}
      />
      {draft.life === 'date' && (
        <TextInput
          type="date"
          label="At the end of"
          min={dayAfter(now, 0)}
          max={policy.maxDays === null ? undefined : dayAfter(now, policy.maxDays)}
          value={draft.date}
          onChange={(event) => change({ date: event.currentTarget.value })}
          error={faults.date}
        />
      )}
    </div>
  );
}

function limit(maxDays: number | null): string {
  return maxDays === null
    ? 'Every link must expire here.'
    : `After ${maxDays === 1 ? 'one day' : `${maxDays} days`} at most here.`;
}
