import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useQuery } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import { ErrorNote } from '../components/error-note.tsx';
import { Rows } from '../components/rows.tsx';
import { Section } from '../components/section.tsx';
import { CreateTokenDialog } from './create-token-dialog.tsx';
import { TokenRow } from './token-row.tsx';

const ApiTokensDocument = graphql(`
  query ApiTokens {
    apiTokens {
      id
      ...TokenRow
    }
  }
`);

// An empty list names no type; without this a new token would not bring it up to date.
const ABOUT_TOKENS = { additionalTypenames: ['ApiToken'] };

/** Tokens for programs that act for this person. */
export function TokensSection() {
  const [{ data, error }] = useQuery({ query: ApiTokensDocument, context: ABOUT_TOKENS });
  const [creating, setCreating] = useState(false);
  return (
    <Section
      title="Tokens for programs"
      lead="A token lets a program do for you what you allow it, and never more than you may do yourself."
    >
      <Stack gap="md" align="stretch">
        <ErrorNote failure={error} />
        {!data && !error && <Skeleton h={60} role="status" aria-label="Loading" />}
        {data?.apiTokens.length === 0 && <Text c="dimmed">There are none.</Text>}
        {data && data.apiTokens.length > 0 && (
          <Rows label="Tokens">
            {data.apiTokens.map((token) => (
              <TokenRow key={token.id} token={token} />
            ))}
          </Rows>
        )}
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => setCreating(true)}
        >
          New token
        </Button>
      </Stack>
      <CreateTokenDialog opened={creating} onClose={() => setCreating(false)} />
    </Section>
  );
}
