import { type FragmentType, readFragment } from '../../../client/generated/index.ts';
import { Moment } from '../../components/moment.tsx';
import { exactBytes, formatBytes } from '../format/bytes.ts';
import { kindWord } from '../list/file-icon.tsx';
import { FileDetailsFragment } from './documents.ts';
import { Facts } from './facts.tsx';

/** What a file is, whose, and since when. */
export function FileDetails({ file }: { file: FragmentType<typeof FileDetailsFragment> }) {
  const { contentType, size, createdAt, expiresAt, owner } = readFragment(FileDetailsFragment, file);
  return (
    <Facts
      title="Details"
      facts={[
        ['Kind', `${kindWord(contentType)} (${contentType})`],
        ['Size', size < 1000 ? exactBytes(size) : `${formatBytes(size)} (${exactBytes(size)})`],
        ['Added', <Moment key="added" at={createdAt} />],
        ['Expires', expiresAt ? <Moment key="expires" at={expiresAt} /> : 'Never'],
        ['Owner', <bdi key="owner">{owner.name}</bdi>],
      ]}
    />
  );
}
