import { Anchor, Text } from '@mantine/core';
import { Link } from 'react-router';
import { type FragmentType, readFragment } from '../../../client/generated/index.ts';
import type { Cipher } from '../../../client/generated/schema.ts';
import { exactBytes, formatBytes } from '../format/bytes.ts';
import { FileStorageFragment } from './documents.ts';
import { Facts } from './facts.tsx';

const CIPHER_WORDS: Record<Cipher, string> = {
  AES_256_GCM: 'AES-256-GCM, which encrypts and detects every change',
  AES_256_CBC_HMAC: 'AES-256-CBC with HMAC-SHA-512, which detects every change',
};

/** How a file rests on the server. */
export function FileStorage({ file }: { file: FragmentType<typeof FileStorageFragment> }) {
  const { cipher, parts, keyVersion, storedSize } = readFragment(FileStorageFragment, file);
  return (
    <Facts
      title="How it is stored"
      facts={[
        ['Cipher', CIPHER_WORDS[cipher]],
        ['Parts', parts === 1 ? '1 encrypted object' : `${parts} encrypted objects`],
        ['Key version', String(keyVersion)],
        [
          'Stored size',
          <span key="size" title={exactBytes(storedSize)}>
            {formatBytes(storedSize)}
          </span>,
        ],
      ]}
    >
      <Text>
        The name is encrypted too.{' '}
        <Anchor component={Link} to="/how-it-is-stored" inherit>
          What this means in plain words
        </Anchor>
      </Text>
    </Facts>
  );
}
