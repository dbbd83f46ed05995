import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { WholeName } from '../files/name/file-name.tsx';
import { previewKind } from '../files/preview/kind.ts';
import { PreviewAt } from '../files/preview/preview.tsx';
import type { FetchedFile } from './file-line.tsx';

interface ShownFileProps {
  /** Null closes it. */
  file: FetchedFile | null;
  onClose: () => void;
  onSave: (file: FetchedFile) => void;
}

/** A file shown on the page, where its kind is safe. Where downloads are counted it asks first, since this is one. */
export function ShownFile({ file, onClose, onSave }: ShownFileProps) {
  return (
    <Modal
      opened={file !== null}
      onClose={onClose}
      title={file && <WholeName name={file.name} />}
      size="56rem"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {file && <Contents key={file.id} file={file} onClose={onClose} onSave={onSave} />}
    </Modal>
  );
}

function Contents({ file, onClose, onSave }: ShownFileProps & { file: FetchedFile }) {
  const [agreed, setAgreed] = useState(file.downloadsLeft === null);
  const kind = previewKind(file.contentType);
  if (!agreed) {
    return (
      <Stack gap="md">
        <Text>
          Downloads of this file are counted, and showing it here counts as yours. You can still save it afterwards, in
          this browser, within a day.
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Not now
          </Button>
          <Button onClick={() => setAgreed(true)} data-autofocus>
            Show it
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      {kind && <PreviewAt url={file.inlineUrl} kind={kind} file={file} />}
      <Group justify="flex-end">
        <Button leftSection={<IconDownload size={18} aria-hidden />} onClick={() => onSave(file)}>
          Download
        </Button>
      </Group>
    </Stack>
  );
}
