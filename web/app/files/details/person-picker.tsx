import { Button, NativeSelect, Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useQuery } from 'urql';
import type { ShareRole } from '../../../client/generated/schema.ts';
import { FindPeopleDocument } from '../../../client/people.ts';
import { SHARE_ROLE_CHOICES } from '../../words/share-roles.ts';
import classes from './details.module.css';

interface Person {
  id: string;
  name: string;
}

interface PersonPickerProps {
  /** Who has access already. */
  has: readonly string[];
  /** True when it went well. */
  onGive(person: Person, role: ShareRole): Promise<boolean>;
}

/** Finds an account by a part of its name, or by the whole e-mail address, and lets it use the file. */
export function PersonPicker({ has, onGive }: PersonPickerProps) {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), 200);
  const [chosen, setChosen] = useState<Person | null>(null);
  const [role, setRole] = useState<ShareRole>('VIEWER');
  const [{ data, fetching }] = useQuery({
    query: FindPeopleDocument,
    variables: { search },
    pause: search === '' || search === chosen?.name,
  });
  const found = (search === '' ? [] : (data?.people ?? [])).filter(({ id }) => !has.includes(id));
  const shown = chosen && !found.some(({ id }) => id === chosen.id) ? [chosen, ...found] : found;
  const nothing =
    typed.trim() === '' ? 'Type a name or a whole e-mail address' : fetching ? 'Looking …' : 'Nobody by that name';

  return (
    <form
      className={classes.picker}
      onSubmit={async (event) => {
        event.preventDefault();
        if (!chosen || !(await onGive(chosen, role))) return;
        setChosen(null);
        setTyped('');
      }}
    >
      <Select
        label="Share with"
        placeholder="Name or e-mail"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Clear' }}
        // The server has looked already, at addresses too, which are not shown.
        filter={({ options }) => options}
        data={shown.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen?.id ?? null}
        searchValue={typed}
        onSearchChange={setTyped}
        onChange={(id) => setChosen(shown.find((person) => person.id === id) ?? null)}
        nothingFoundMessage={nothing}
        comboboxProps={{ withinPortal: false }}
      />
      <NativeSelect
        label="They"
        data={SHARE_ROLE_CHOICES}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as ShareRole)}
      />
      <Button type="submit" variant="default" disabled={chosen === null}>
        Share
      </Button>
    </form>
  );
}
