import { Badge } from '@mantine/core';
import { type FragmentType, readFragment } from '../../client/generated/fragment-masking.ts';
import { graphql } from '../../client/generated/gql.ts';
import type { PersonRowFragment } from '../../client/generated/graphql.ts';
import { Moment } from '../components/moment.tsx';
import { Row } from '../components/rows.tsx';
import { useViewer } from '../gate/gate.tsx';
import { ROLE_WORDS } from '../words/roles.ts';
import { PersonActions } from './person-actions.tsx';

export const PersonRowDocument = graphql(`
  fragment PersonRow on User {
    id
    name
    email
    role
    twoFactorEnabled
    disabled
    createdAt
  }
`);

export type Person = PersonRowFragment;

export function PersonRow(props: { person: FragmentType<typeof PersonRowDocument> }) {
  const person = readFragment(PersonRowDocument, props.person);
  const viewer = useViewer();
  return (
    <Row
      title={
        <>
          {person.name}
          {person.id === viewer.id && <Badge>You</Badge>}
          {person.disabled && <Badge color="gray">Disabled</Badge>}
        </>
      }
      meta={
        <>
          {person.email}
          <br />
          {ROLE_WORDS[person.role].name}, since <Moment at={person.createdAt} />
          {person.twoFactorEnabled && ', with a second proof'}
        </>
      }
      actions={<PersonActions person={person} self={person.id === viewer.id} />}
    />
  );
}
