import { Button, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { OpenedShare } from '../../client/shares.ts';
import { useAction } from '../action.ts';
import { announce } from '../components/announcer.tsx';
import { ErrorNote } from '../components/error-note.tsx';
import { PlainPage } from '../components/plain-page.tsx';
import { exactBytes, formatBytes } from '../files/format/bytes.ts';
import { files as countFiles } from '../files/format/count.ts';
import type { OwnWords } from '../words/errors.ts';
import { fetchWhole } from './fetch-whole.ts';
import { type FetchedFile, FileLine } from './file-line.tsx';
import classes from './recipient.module.css';
import { ShownFile } from './shown-file.tsx';
import { FOOT, leftWords, TAB, Until } from './words.tsx';

/** So many lines at first, and with each turn of "Show more". */
const LINES = 100;

const OWN: OwnWords = {
  // A look has no body that tells which of the two it is.
  EXPIRED: {
    what: 'This cannot be downloaded any more.',
    todo: 'All its downloads are spent, or the time of this page is over. Load it again to see.',
  },
  NOT_FOUND: { what: 'This is not there any more.', todo: 'Ask whoever sent the link for a new one.' },
  UNAUTHENTICATED: { what: 'The link was ended.', todo: 'Ask whoever sent it for a new one.' },
};

interface OpenedLinkProps {
  opened: OpenedShare;
  /** Whether a person opened it just now, and did not only load the page. */
  byHand: boolean;
  /** Asks the server for the link anew. */
  look: () => void;
}

/** What was sent: one big Download, and each file by itself. */
export function OpenedLink({ opened, byHand, look }: OpenedLinkProps) {
  const { files, zipUrl, sender, label, downloadsLeft, shareExpiresAt } = opened;
  const [lines, setLines] = useState(LINES);
  const [shown, setShown] = useState<FetchedFile | null>(null);
  const fetching = useAction(async (url: string, what: string) => {
    await fetchWhole(url);
    announce(`The download of ${what} has begun.`);
  });
  const bytes = files.reduce((sum, { size }) => sum + size, 0);
  const [only] = files;
  const bigUrl = zipUrl ?? only?.downloadUrl;
  const big = files.length > 1 ? 'Download all' : 'Download';
  const save = (file: FetchedFile) => void fetching.run(file.downloadUrl, file.name);

  return (
    <PlainPage
      wide
      tab={TAB}
      title={label || `${sender} sent you ${files.length === 1 ? 'a file' : countFiles(files.length)}`}
      lead={
        <>
          {label && `From ${sender}. `}
          <Until at={shareExpiresAt} />
        </>
      }
      foot={FOOT}
    >
      {bigUrl === undefined ? (
        <Text>There are no files in it any more. Ask {sender} to send them again.</Text>
      ) : (
        <>
          <Button
            component="a"
            href={bigUrl}
            download
            size="lg"
            fullWidth
            autoFocus={byHand}
            leftSection={<IconDownload size={22} aria-hidden />}
            onClick={(event) => {
              event.preventDefault();
              void fetching.run(bigUrl, files.length > 1 ? 'all files' : (only?.name ?? ''));
            }}
          >
            {big}
            <span className={classes.bigSize} title={exactBytes(bytes)}>
              {formatBytes(bytes)}
            </span>
          </Button>
          {files.length > 1 && (
            <Text c="dimmed" size="xs" ta="center" mt={6}>
              {countFiles(files.length)} as one ZIP
            </Text>
          )}
          {downloadsLeft !== null && <Text className={classes.limit}>{leftWords(downloadsLeft)}</Text>}
          {fetching.failure !== null && (
            <div className={classes.failure}>
              <ErrorNote failure={fetching.failure} own={OWN} />
              <Button variant="default" onClick={look} mt="xs">
                Load again
              </Button>
            </div>
          )}
          <ul className={classes.files} aria-label="Files">
            {files.slice(0, lines).map((file) => (
              <FileLine key={file.id} file={file} alone={files.length === 1} onSave={save} onShow={setShown} />
            ))}
          </ul>
          {files.length > lines && (
            <Button variant="default" fullWidth mt="md" onClick={() => setLines(lines + LINES)}>
              Show more of {countFiles(files.length)}
            </Button>
          )}
        </>
      )}
      <ShownFile file={shown} onClose={() => setShown(null)} onSave={save} />
    </PlainPage>
  );
}
