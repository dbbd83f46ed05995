import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMatch } from 'react-router';
import { useClient } from 'urql';
import { announce } from '../../components/announcer.tsx';
import { ErrorNote } from '../../components/error-note.tsx';
import { files as countFiles, folders as countFolders } from '../format/count.ts';
import { type Dropped, pickedTree } from './dropped.ts';
import { createFolderMaker } from './folder-maker.ts';
import { placeTree, type TreeNews } from './place-tree.ts';

interface FolderUploads {
  /** Takes files, and folders with their structure, into the folder that is open. */
  take(dropped: Dropped): void;
  /** The same for the files of a picker. */
  add(files: readonly File[]): void;
  /** Whether a folder is open; otherwise the root is. */
  inside: boolean;
  /** To be rendered: what there is to say when it did not go as it was asked. */
  note: ReactNode;
}

/**
 * Uploads into the open folder, which stays their goal when another one is opened.
 * @param addToQueue takes files whose destination is set
 * @param onMade called when folders were made
 */
export function useFolderUploads(addToQueue: (files: readonly File[]) => void, onMade: () => void): FolderUploads {
  const client = useClient();
  const folderId = useMatch('/folders/:folderId')?.params.folderId ?? null;
  const [news, setNews] = useState<TreeNews | null>(null);

  const take = (dropped: Dropped) => {
    const { folders } = dropped;
    if (folders.length > 0) announce(`Uploading ${countFolders(folders.length)}.`);
    void placeTree(dropped, folderId, createFolderMaker(client), addToQueue).then((after) => {
      if (folders.length > 0) onMade();
      if (after.failure !== null || after.renamed > 0 || after.cut) setNews(after);
    });
  };
  return {
    take,
    add: (files) => take(pickedTree(files)),
    inside: folderId !== null,
    note: <Note news={news} onClose={() => setNews(null)} />,
  };
}

function Note({ news, onClose }: { news: TreeNews | null; onClose: () => void }) {
  return (
    <Modal
      opened={news !== null}
      onClose={onClose}
      title="About the folders you added"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack gap="md">
        {news !== null && news.renamed > 0 && (
          <Text>
            {news.renamed === 1 ? 'The name of one folder' : `The names of ${countFolders(news.renamed)}`} held
            characters that cannot be kept. They were replaced by _.
          </Text>
        )}
        {news?.cut && (
          <Text>There were more than 10,000 files and folders. The rest was not taken: add it afterwards.</Text>
        )}
        {news !== null && news.failure !== null && (
          <>
            <ErrorNote failure={news.failure} />
            <Text>
              Not all folders could be made{news.lost > 0 && `, so ${countFiles(news.lost)} in them are not uploaded`}.
              Add the folder again to send what is missing.
            </Text>
          </>
        )}
        <Group justify="flex-end">
          <Button data-autofocus onClick={onClose}>
            All right
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
