import { ActionIcon, Button } from '@mantine/core';
import { IconDownload, IconEye } from '@tabler/icons-react';
import type { OpenedShare } from '../../client/shares.ts';
import { exactBytes, formatBytes } from '../files/format/bytes.ts';
import { FileIcon } from '../files/list/file-icon.tsx';
import { WholeName } from '../files/name/file-name.tsx';
import { plainName } from '../files/name/visible.ts';
import { previewKind } from '../files/preview/kind.ts';
import classes from './recipient.module.css';

export type FetchedFile = OpenedShare['files'][number];

interface FileLineProps {
  file: FetchedFile;
  /** Whether the big button is this file's already. */
  alone: boolean;
  onSave: (file: FetchedFile) => void;
  onShow: (file: FetchedFile) => void;
}

/** One file of what was sent. */
export function FileLine({ file, alone, onSave, onShow }: FileLineProps) {
  const { name, folder, size, contentType, downloadUrl } = file;
  const plain = plainName(name);
  const safe = size > 0 && previewKind(contentType) !== null;
  return (
    <li className={classes.file}>
      <span className={classes.kind}>
        <FileIcon contentType={contentType} />
      </span>
      <div className={classes.words}>
        <WholeName name={name} />
        <span className={classes.soft}>
          <span title={exactBytes(size)}>{formatBytes(size)}</span>
          {folder && (
            <>
              {' · '}
              <bdi>{folder.split('/').map(plainName).join(' › ')}</bdi>
            </>
          )}
        </span>
      </div>
      <div className={classes.acts}>
        {safe && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconEye size={16} aria-hidden />}
            className={classes.show}
            aria-label={`Show ${plain}`}
            onClick={() => onShow(file)}
          >
            Show
          </Button>
        )}
        {!alone && (
          <ActionIcon
            component="a"
            href={downloadUrl}
            download
            variant="default"
            size={30}
            aria-label={`Download ${plain}`}
            onClick={(event) => {
              event.preventDefault();
              onSave(file);
            }}
          >
            <IconDownload size={18} aria-hidden />
          </ActionIcon>
        )}
      </div>
    </li>
  );
}
