import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { type FragmentType, readFragment } from '../../client/generated/fragment-masking.ts';
import { graphql } from '../../client/generated/gql.ts';
import { mutate } from '../../client/requests.ts';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { Moment } from '../components/moment.tsx';
import { Row } from '../components/rows.tsx';
import { SCOPE_WORDS } from '../words/scopes.ts';

export const TokenRowFragment = graphql(`
  fragment TokenRow on ApiToken {
    id
    name
    scopes
    createdAt
    expiresAt
    lastUsedAt
  }
`);

const RevokeApiTokenDocument = graphql(`
  mutation RevokeApiToken($id: ID!) {
    revokeApiToken(id: $id)
  }
`);

// The answer is a bare id; this tells the cache what it concerns.
const ABOUT_TOKENS = { additionalTypenames: ['ApiToken'] };

export function TokenRow(props: { token: FragmentType<typeof TokenRowFragment> }) {
  const token = readFragment(TokenRowFragment, props.token);
  const client = useClient();
  const [asking, setAsking] = useState(false);
  const over = token.expiresAt !== null && new Date(token.expiresAt) <= new Date();
  return (
    <Row
      title={token.name}
      meta={
        <>
          {token.scopes.map((scope) => SCOPE_WORDS[scope].name).join(', ')}. {over ? 'Ran out ' : 'Runs out '}
          {token.expiresAt ? <Moment at={token.expiresAt} /> : 'never'}. Last used{' '}
          {token.lastUsedAt ? <Moment at={token.lastUsedAt} /> : 'never'}.
        </>
      }
      actions={
        <>
          <Button variant="default" size="xs" aria-label={`Revoke ${token.name}`} onClick={() => setAsking(true)}>
            Revoke
          </Button>
          <ConfirmDialog
            opened={asking}
            onClose={() => setAsking(false)}
            title={`Revoke “${token.name}”?`}
            confirm="Revoke"
            grave
            onConfirm={() => mutate(client, RevokeApiTokenDocument, { id: token.id }, ABOUT_TOKENS)}
          >
            <Text>Programs that use it are refused from now on. It cannot be brought back.</Text>
          </ConfirmDialog>
        </>
      }
    />
  );
}
