import { Button, Skeleton } from '@mantine/core';
import { useQuery } from 'urql';
import { graphql } from '../../client/generated/gql.ts';
import { CopyField } from '../components/copy-field.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { Section } from '../components/section.tsx';
import { KeyVersions } from './key-versions.tsx';
import { SealSection } from './seal-section.tsx';

const AdminVaultDocument = graphql(`
  query AdminVault {
    version
    vault {
      state
      auditPublicKeys
      ...KeyVersions
    }
  }
`);

/** The vault: its keys and its lock. */
export function VaultPage() {
  const [{ data, error }, query] = useQuery({ query: AdminVaultDocument, requestPolicy: 'cache-and-network' });
  const refresh = () => query({ requestPolicy: 'network-only' });
  const header = <PageHeader title="Vault" lead={data && `Strongroom ${data.version}`} />;
  if (error && !data) {
    return (
      <>
        {header}
        <ErrorNote failure={error} />
        <Button variant="default" mt="md" onClick={refresh}>
          Try again
        </Button>
      </>
    );
  }
  if (!data) {
    return (
      <>
        {header}
        <Skeleton h={180} role="status" aria-label="Loading" />
      </>
    );
  }
  return (
    <>
      {header}
      <SealSection />
      <KeyVersions vault={data.vault} refresh={refresh} />
      {data.vault.auditPublicKeys.length > 0 && (
        <Section title="Signing keys" lead="Public: with them anyone can check that the record of events is whole.">
          {data.vault.auditPublicKeys.map((key, at) => (
            <CopyField key={key} label={`Key ${at + 1} (Ed25519)`} text={key} />
          ))}
        </Section>
      )}
    </>
  );
}
