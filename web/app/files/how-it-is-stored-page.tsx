import { Anchor, List, Text, Title } from '@mantine/core';
import { Link } from 'react-router';
import { PageHeader } from '../components/page-header.tsx';
import classes from './how-it-is-stored-page.module.css';

/** What happens to a file on this server, in plain words: what is protected, from whom, and what is not. */
export function HowItIsStoredPage() {
  return (
    <>
      <PageHeader title="How your files are stored" />
      <article className={classes.words}>
        <Text>
          When you upload a file, the server encrypts it while it arrives. Only encrypted pieces ever reach the disk:
          not the file, not a part of it in a temporary folder, and not its name.
        </Text>

        <Title order={2}>The keys</Title>
        <Text>
          Every file has a key of its own. These keys are themselves encrypted, under keys that are encrypted under one
          that only the passphrase opens. While the vault is unlocked, the keys are in the server’s memory; when it is
          locked or switched off, they are gone from there, and nobody can read anything until the passphrase is entered
          again.
        </Text>
        <Text>
          If the passphrase is lost, the files are lost. That is not a fault that someone could mend: it is what keeps
          others out.
        </Text>

        <Title order={2}>When something is changed or cut</Title>
        <Text>
          Every piece carries a seal. If so much as one bit on the disk is altered, pieces are swapped or the end is
          missing, the download breaks off with an error. You never get a shorter or a different file without being
          told.
        </Text>

        <Title order={2}>Deleting</Title>
        <Text>
          Deleting destroys the file’s key first and its bytes after that. What is left on a disk or in a copy of it can
          no longer be read. Only a backup of the catalog from before, which still holds the key in its encrypted form,
          could bring the file back.
        </Text>

        <Title order={2}>What the words in the details mean</Title>
        <List spacing="sm" size="sm">
          <List.Item>
            <b>Cipher</b>: how the file is encrypted. AES-256-GCM and AES-256-CBC with HMAC-SHA-512 are both published,
            well examined methods with keys of 256 bits. Both notice every change.
          </List.Item>
          <List.Item>
            <b>Parts</b>: large files rest in several encrypted objects of at most 16 MiB each.
          </List.Item>
          <List.Item>
            <b>Key version</b>: which of the server’s main keys protects the file’s key. Administrators can change to a
            new one at any time; the files themselves stay as they are.
          </List.Item>
          <List.Item>
            <b>Stored size</b>: the bytes on the disk, with the seals. It is a little more than the file.
          </List.Item>
        </List>

        <Title order={2}>What this does not do</Title>
        <List spacing="sm" size="sm">
          <List.Item>
            The server itself sees a file while it is uploaded or downloaded, since it does the encrypting. Whoever
            controls the running, unlocked server controls what it does.
          </List.Item>
          <List.Item>
            Whose a file is, when it was added and how large it is are not encrypted, and neither are the names and
            e-mail addresses of accounts.
          </List.Item>
          <List.Item>
            What you download is a plain file again. From then on it is as safe as the device it is on.
          </List.Item>
        </List>

        <Anchor component={Link} to="/">
          Back to your files
        </Anchor>
      </article>
    </>
  );
}
